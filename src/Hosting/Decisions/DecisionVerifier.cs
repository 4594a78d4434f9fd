using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Hosting.Decisions;

/// <summary>A service's side: a decision is taken once, from the Gateway, for this service and this very request. Thread-safe.</summary>
public sealed class DecisionVerifier(DecisionKey key, string audience, ReplayStore replays, TimeProvider time)
{
    private const int SkewSeconds = 5;
    private const int MaxLifeSeconds = 60;
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    private readonly TokenValidationParameters _parameters = new()
    {
        ValidTypes = [Decision.Type],
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        ValidIssuer = Decision.Issuer,
        ValidAudience = audience,
        IssuerSigningKey = new SymmetricSecurityKey(key.Bytes),
        RequireExpirationTime = true,

        // Judged below, by this service's own clock.
        ValidateLifetime = false,
    };

    /// <summary>Verifies <paramref name="jws"/> against the request that carries it.</summary>
    /// <returns>The decision; null when it is missing, forged, for another service or request, out of time, or used before.</returns>
    public async Task<Decision?> VerifyAsync(string? jws, string method, string target, string? digest, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(jws) || !(await Handler.ValidateTokenAsync(jws, _parameters)).IsValid)
        {
            return null;
        }

        var decision = Read(jws);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (decision is null || decision.Method != method || decision.Target != target || decision.Digest != digest
            || decision.Iat > now + SkewSeconds || decision.Exp <= now - SkewSeconds || decision.Exp - decision.Iat > MaxLifeSeconds)
        {
            return null;
        }

        var until = DateTimeOffset.FromUnixTimeSeconds(decision.Exp + SkewSeconds + 1);
        return await replays.TryTakeAsync("decision", decision.Jti, until, cancellation) ? decision : null;
    }

    private static Decision? Read(string jws)
    {
        try
        {
            return JsonSerializer.Deserialize<Decision>(
                Base64UrlEncoder.DecodeBytes(new JsonWebToken(jws).EncodedPayload), ApiJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
