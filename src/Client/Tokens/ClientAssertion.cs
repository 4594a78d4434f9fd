using Microsoft.IdentityModel.JsonWebTokens;
using Pmo.Client.Profiles;

namespace Pmo.Client.Tokens;

/// <summary>How a client names itself to the token endpoint: <c>private_key_jwt</c> (RFC 7523; FAPI 2.0 section 5.3.3).</summary>
internal sealed class ClientAssertion(Profile profile, TimeProvider time)
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>Identity accepts at most 60 s.</summary>
    private const int LifetimeSeconds = 50;

    private readonly JwtWriter _writer = new(profile.Key);

    /// <summary>A new assertion, to be used once.</summary>
    /// <param name="issuer">The audience, as one string.</param>
    public string Make(string issuer)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return _writer.Write(
            new Dictionary<string, object> { [JwtHeaderParameterNames.Typ] = "JWT" },
            new Dictionary<string, object>
            {
                ["iss"] = profile.ClientId,
                ["sub"] = profile.ClientId,
                ["aud"] = issuer,
                ["jti"] = JwtWriter.NewId(),
                ["iat"] = now,
                ["exp"] = now + LifetimeSeconds,
            });
    }

    public override string ToString() => nameof(ClientAssertion);
}
