using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;

namespace Pmo.Protocol.Tests.Keys;

public sealed class KeyIdTests
{
    [Fact]
    public void Parts_are_read()
    {
        KeyId.TryParse("kk.2026-11.12", out var id).ShouldBeTrue();
        id.Kind.ShouldBe(IdentityKind.Kk);
        id.Epoch.ShouldBe("2026-11");
        id.Version.ShouldBe(12);
        id.ToString().ShouldBe("kk.2026-11.12");
        id.ShouldBe(KeyId.Of(IdentityKind.Kk, "2026-11", 12));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nik.2026-11")]
    [InlineData("nik.2026-11.1.2")]
    [InlineData("mk.2026-11.1")]
    [InlineData("NIK.2026-11.1")]
    [InlineData("nik..1")]
    [InlineData("nik.2026_11.1")]
    [InlineData("nik.2026-11.0")]
    [InlineData("nik.2026-11.01")]
    [InlineData("nik.2026-11.-1")]
    [InlineData("nik.2026-11.99999999999")]
    [InlineData("nik.123456789012345678901234567890123.1")]
    public void Anything_else_is_refused(string? text) => KeyId.TryParse(text, out _).ShouldBeFalse();
}
