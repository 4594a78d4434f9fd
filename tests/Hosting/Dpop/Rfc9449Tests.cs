using Microsoft.AspNetCore.DataProtection;
using Pmo.Hosting.Dpop;
using Pmo.Hosting.Storage;
using Pmo.Hosting.Tests.Storage;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Dpop;

/// <summary>
/// The examples of RFC 9449: figures 2 to 4 (token request), 9 (thumbprint), 13 and 14 (resource request). They have no nonce, so that one is wanted where
/// all else holds.
/// </summary>
public sealed class Rfc9449Tests
{
    private const string Thumbprint = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    private const string AccessToken = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";

    private const string TokenRequest =
        "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19"
        + ".eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ"
        + ".2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";

    private const string ResourceRequest =
        "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19"
        + ".eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9"
        + ".2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA";

    [Fact]
    public async Task Token_request() =>
        (await JudgeAsync(TokenRequest, "POST", "https://server.example.com/token", null, 1562262616)).Error.ShouldBe(DpopError.NonceWanted);

    [Fact]
    public async Task Resource_request() =>
        (await JudgeAsync(ResourceRequest, "GET", "https://resource.example.org/protectedresource", AccessToken, 1562262618))
            .Error.ShouldBe(DpopError.NonceWanted);

    [Theory]
    [InlineData(TokenRequest)]
    [InlineData(ResourceRequest)]
    public void Thumbprint_of_the_key(string proof) => DpopProof.TryRead(proof, out _).ShouldNotBeNull().Key.Thumbprint.ShouldBe(Thumbprint);

    [Fact]
    public async Task Resource_request_long_after() =>
        (await JudgeAsync(ResourceRequest, "GET", "https://resource.example.org/protectedresource", AccessToken, 1562262618 + 61))
            .Error.ShouldBe(DpopError.OutOfTime);

    [Fact]
    public void Hash_of_the_access_token() => DpopValidator.AccessTokenHash(AccessToken).ShouldBe("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");

    private static async Task<DpopResult> JudgeAsync(string proof, string method, string target, string? token, long now)
    {
        using var database = await TestDatabase.NewAsync();
        var clock = new ManualClock(DateTimeOffset.FromUnixTimeSeconds(now));
        return await new DpopValidator(new ReplayStore(database.Database, clock), new DpopNonces(new EphemeralDataProtectionProvider(), clock), clock)
            .ValidateAsync(proof, method, new Uri(target), token, token is null ? null : Thumbprint, TestContext.Current.CancellationToken);
    }
}
