using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pmo.Protocol.Api;
using Pmo.Protocol.Keys;
using Pmo.Protocol.Wire;
using Pmo.Testing;

namespace Pmo.Identity.Tests;

/// <summary>A partner's side of enrolment: right requests, which tests spoil.</summary>
internal static class Newcomer
{
    public static EnrolmentRequest Enrolment(TestKey key, string code, string org, Action<TestJws>? spoil = null, JsonNode? jwk = null)
    {
        EnrolmentCode.TryParse(code, out var parsed).ShouldBeTrue();
        var proof = Jws(key, JwsTypes.Enrolment, new JsonObject { ["aud"] = IdentityHost.Issuer, ["org"] = org, ["code"] = parsed.Hash });
        spoil?.Invoke(proof);
        return new EnrolmentRequest(code, Element(jwk ?? key.PublicJwk()), proof.Sign());
    }

    public static KeyReplacementRequest Replacement(
        TestKey old, TestKey key, string clientId, long at, Action<TestJws>? spoil = null, JsonNode? jwk = null, TestKey? prover = null)
    {
        var statement = Jws(old, JwsTypes.KeyReplacement, new JsonObject
        {
            ["iss"] = clientId, ["sub"] = clientId, ["aud"] = IdentityHost.Issuer, ["iat"] = at, ["jwk"] = jwk ?? key.PublicJwk(),
        });
        spoil?.Invoke(statement);
        var signed = statement.Sign();
        var proof = Jws(prover ?? key, JwsTypes.KeyPossession, new JsonObject
        {
            ["aud"] = IdentityHost.Issuer, ["statement"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(signed))),
        });
        return new KeyReplacementRequest(signed, proof.Sign());
    }

    private static TestJws Jws(TestKey key, string type, JsonObject claims) => new(key, new JsonObject { ["typ"] = type, ["alg"] = key.Algorithm }, claims);

    private static JsonElement Element(JsonNode node) => JsonDocument.Parse(node.ToJsonString()).RootElement;
}
