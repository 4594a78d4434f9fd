using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Pmo.Client.Http;
using Pmo.Client.Tokens;
using Pmo.Protocol.Api;
using Pmo.Protocol.Keys;
using Pmo.Protocol.Wire;

namespace Pmo.Client.Enrolment;

/// <summary>What a partner signs to enrol a key and to replace one.</summary>
internal static class EnrolmentSignatures
{
    /// <summary>The key proves itself, to this gateway, for this organisation and code.</summary>
    public static EnrolmentRequest Enrol(ECDsa key, Uri gateway, string org, EnrolmentCode code)
    {
        var proof = Write(key, JwsTypes.Enrolment, new() { ["aud"] = GatewayAddress.Issuer(gateway), ["org"] = org, ["code"] = code.Hash });
        return new EnrolmentRequest(code.Reveal(), JsonSerializer.SerializeToElement(Public(key)), proof);
    }

    /// <summary>The old key names the new one, and the new one proves itself.</summary>
    public static KeyReplacementRequest Replace(ECDsa old, ECDsa key, Uri gateway, string clientId, DateTimeOffset at)
    {
        var issuer = GatewayAddress.Issuer(gateway);
        var statement = Write(old, JwsTypes.KeyReplacement, new()
        {
            ["iss"] = clientId, ["sub"] = clientId, ["aud"] = issuer, ["iat"] = at.ToUnixTimeSeconds(), ["jwk"] = Public(key),
        });
        var digest = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(statement)));
        return new KeyReplacementRequest(statement, Write(key, JwsTypes.KeyPossession, new() { ["aud"] = issuer, ["statement"] = digest }));
    }

    private static string Write(ECDsa key, string type, Dictionary<string, object> claims) =>
        new JwtWriter(key).Write(new Dictionary<string, object> { [JwtHeaderParameterNames.Typ] = type }, claims);

    private static Dictionary<string, string> Public(ECDsa key)
    {
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(key));
        return new(StringComparer.Ordinal) { ["kty"] = jwk.Kty, ["crv"] = jwk.Crv, ["x"] = jwk.X, ["y"] = jwk.Y };
    }
}
