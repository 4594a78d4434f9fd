using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Pmo.Gateway.Api;
using Pmo.Hosting.Decisions;

namespace Pmo.Gateway.Decisions;

/// <summary>
/// Signs a decision with the key of the service that it is for: <c>Decisions:KeyFiles:Pseudonyms</c>, <c>:Matching</c> and <c>:Identity</c>.
/// </summary>
internal sealed class DecisionKeys(DecisionKey pseudonyms, DecisionKey matching, DecisionKey identity)
{
    private readonly Dictionary<string, DecisionSigner> _signers = new(StringComparer.Ordinal)
    {
        [ApiCalls.Pseudonyms] = new(pseudonyms),
        [ApiCalls.Matching] = new(matching),
        [ApiCalls.Identity] = new(identity),
    };

    private readonly Dictionary<string, AnswerSeal> _seals = new(StringComparer.Ordinal)
    {
        [ApiCalls.Matching] = new(matching),
        [ApiCalls.Identity] = new(identity),
    };

    /// <exception cref="Hosting.Startup.StartupException">A key is missing.</exception>
    public static DecisionKeys Read(IConfiguration configuration) =>
        new(Key(configuration, "Pseudonyms"), Key(configuration, "Matching"), Key(configuration, "Identity"));

    /// <summary>The signer for a service of <see cref="ApiCalls"/>.</summary>
    public DecisionSigner For(string service) => _signers[service];

    /// <summary>Knows the own answers of <c>matching</c> and <c>identity</c>.</summary>
    public AnswerSeal SealOf(string service) => _seals[service];

    /// <summary>A single-use id: 128 random bits.</summary>
    public static string NewJti() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));

    private static DecisionKey Key(IConfiguration configuration, string service)
    {
        var setting = $"Decisions:KeyFiles:{service}";
        return DecisionKey.Read(configuration[setting], setting);
    }
}
