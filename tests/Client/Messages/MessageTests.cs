using Pmo.Client.Messages;

namespace Pmo.Client.Tests.Messages;

public sealed class MessageTests
{
    private static readonly Message Sample = new("file_empty", "Berkas kosong.", "The file is empty.");

    [Fact]
    public void Speaks_both_languages()
    {
        Sample.In(Language.Id).ShouldBe("Berkas kosong.");
        Sample.In(Language.En).ShouldBe("The file is empty.");
    }

    [Fact]
    public void Indonesian_is_the_default_language() => Sample.In(default).ShouldBe("Berkas kosong.");

    [Fact]
    public void Prints_its_code() => Sample.ToString().ShouldBe("file_empty");
}
