using Pmo.Protocol.Inputs;

namespace Pmo.Protocol.Tests.Inputs;

public sealed class IdentityKindTests
{
    [Theory]
    [InlineData("nik", true)]
    [InlineData("kk", true)]
    [InlineData("NIK", false)]
    [InlineData("mk", false)]
    [InlineData("nik ", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Reads_wire_names_exactly(string? name, bool good)
    {
        IdentityKind.TryParse(name, out var kind).ShouldBe(good);
        kind.Name.ShouldBe(good ? name : "nik");
    }

    [Fact]
    public void Default_is_nik() => default(IdentityKind).Name.ShouldBe("nik");
}
