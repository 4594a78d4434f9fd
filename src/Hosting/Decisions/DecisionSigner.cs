using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Pmo.Protocol.Api;

namespace Pmo.Hosting.Decisions;

/// <summary>Signs decisions for one service. Thread-safe.</summary>
public sealed class DecisionSigner(DecisionKey key)
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials _credentials = new(new SymmetricSecurityKey(key.Bytes), SecurityAlgorithms.HmacSha256);

    /// <summary>The compact JWS for the header <c>Pmo-Decision</c>.</summary>
    public string Sign(Decision decision) => Handler.CreateToken(
        JsonSerializer.Serialize(decision, ApiJson.Options),
        _credentials,
        new Dictionary<string, object>(StringComparer.Ordinal) { ["typ"] = Decision.Type });
}
