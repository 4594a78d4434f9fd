using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Pmo.Gateway.Api;
using Pmo.Hosting.Decisions;

namespace Pmo.Gateway.Decisions;

/// <summary>Signs a decision with the key of the service that it is for: <c>Decisions:KeyFiles:Pseudonyms</c> and <c>:Matching</c>.</summary>
internal sealed class DecisionKeys(DecisionSigner pseudonyms, DecisionSigner matching)
{
    /// <exception cref="Hosting.Startup.StartupException">A key is missing.</exception>
    public static DecisionKeys Read(IConfiguration configuration) => new(Signer(configuration, "Pseudonyms"), Signer(configuration, "Matching"));

    /// <summary>The signer for a service of <see cref="ApiCalls"/>.</summary>
    public DecisionSigner For(string service) => service == ApiCalls.Pseudonyms ? pseudonyms : matching;

    /// <summary>A single-use id: 128 random bits.</summary>
    public static string NewJti() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));

    private static DecisionSigner Signer(IConfiguration configuration, string service)
    {
        var setting = $"Decisions:KeyFiles:{service}";
        return new DecisionSigner(DecisionKey.Read(configuration[setting], setting));
    }
}
