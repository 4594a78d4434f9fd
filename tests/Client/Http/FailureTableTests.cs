using Pmo.Client.Http;

namespace Pmo.Client.Tests.Http;

public sealed class FailureTableTests
{
    [Theory]
    [InlineData(401, "invalid_token", FailureKind.NotAllowed)]
    [InlineData(403, "no_agreement", FailureKind.NotAllowed)]
    [InlineData(403, "quota_exhausted", FailureKind.Quota)]
    [InlineData(429, "quota_exhausted", FailureKind.Quota)]
    [InlineData(429, "ceiling_reached", FailureKind.Quota)]
    [InlineData(400, "malformed", FailureKind.InvalidData)]
    [InlineData(413, "too_large", FailureKind.InvalidData)]
    [InlineData(422, "canary", FailureKind.InvalidData)]
    [InlineData(409, "id_taken", FailureKind.Usage)]
    [InlineData(404, "not_found", FailureKind.Usage)]
    [InlineData(503, "unavailable", FailureKind.Network)]
    [InlineData(302, "http_302", FailureKind.Network)]
    [InlineData(0, "offline", FailureKind.Network)]
    [InlineData(0, "proof_invalid", FailureKind.NotAllowed)]
    [InlineData(0, "file_changed", FailureKind.InvalidData)]
    [InlineData(0, "file_not_found", FailureKind.Usage)]
    [InlineData(401, "clock_skew", FailureKind.NotAllowed)]
    [InlineData(418, "teapot", FailureKind.Internal)]
    public void A_refusal_is_of_the_kind_its_code_and_status_say(int status, string code, FailureKind kind) =>
        new GatewayProblem(status, code, "").Kind.ShouldBe(kind);
}
