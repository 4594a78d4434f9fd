using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Pmo.Protocol.Keys;

namespace Pmo.Protocol.Tests.Keys;

public sealed class KeyFingerprintTests
{
    [Fact]
    public void Thumbprint_of_the_rfc_comes_out()
    {
        // RFC 9449, figure 2 and section 6.1: this key's thumbprint.
        var jwk = new JsonWebKey(JsonSerializer.Serialize(new
        {
            kty = "EC",
            x = "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
            y = "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA",
            crv = "P-256",
        }));

        KeyFingerprint.Of(jwk).ToString().ShouldBe("sha256:0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
        KeyFingerprint.TryParse(KeyFingerprint.Of(jwk).ToString(), out var read).ShouldBeTrue();
        read.ShouldBe(KeyFingerprint.Of(jwk));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I")]
    [InlineData("sha256:0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4")]
    [InlineData("sha256:0ZcOCORZNYy+DWpqq30jZyJGHTN0d2HglBV3uiguA4I")]
    [InlineData("SHA256:0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I")]
    public void Anything_else_is_refused(string? text) => KeyFingerprint.TryParse(text, out _).ShouldBeFalse();
}
