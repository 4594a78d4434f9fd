using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Pmo.Hosting.Dpop;
using Pmo.Hosting.Problems;

namespace Pmo.Gateway.Tokens;

/// <summary>
/// Verifies RFC 9068 access tokens of the issuer and remembers the verified ones, by hash, until they end. Thread-safe.
/// </summary>
internal sealed class AccessTokenVerifier(IssuerKeys keys, IConfiguration configuration, TimeProvider time) : IDisposable
{
    private const int MaxTokenChars = 4096;
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };
    private readonly string _audience = configuration["Tokens:Audience"] ?? "urn:pmo:api";
    private readonly MemoryCache _verified = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <returns>The caller, or why there is none.</returns>
    public async Task<(Caller? Caller, ErrorCode? Error)> VerifyAsync(string token)
    {
        if (token.Length > MaxTokenChars)
        {
            return (null, TokenErrors.Invalid);
        }

        // Of ASCII, which each verified token is: another text with the same hash would hold a question mark, and be none.
        var hash = DpopValidator.AccessTokenHash(token);
        var issued = await keys.GetAsync();
        if (_verified.TryGetValue(hash, out Verified? known) && known is not null)
        {
            // The issuer's word of today counts, not that of when the token was first seen. While there is none, the old one does.
            if (issued is null || issued.For(known.Kid).Count > 0)
            {
                return known.Caller.Expires > time.GetUtcNow() ? (known.Caller, null) : (null, TokenErrors.Expired);
            }

            _verified.Remove(hash);
        }

        if (issued is null || keys.Issuer is not { } issuer)
        {
            // No keys could be fetched at all: an outage, not a bad token.
            return (null, TokenErrors.IssuerUnavailable);
        }

        if (!Handler.CanReadToken(token) || KidOf(token) is not { } kid)
        {
            return (null, TokenErrors.Invalid);
        }

        var candidates = issued.For(kid);
        if (candidates.Count == 0)
        {
            candidates = (await keys.GetNewerAsync(issued)).For(kid);
        }

        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = candidates,
            TryAllIssuerSigningKeys = kid.Length == 0,
            ValidIssuer = issuer,
            ValidAudience = _audience,
            ValidTypes = ["at+jwt", "application/at+jwt"],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            LifetimeValidator = (_, expires, _, _) => expires is null || expires > time.GetUtcNow().UtcDateTime,
        });
        if (!result.IsValid)
        {
            return (null, Classify(result.Exception));
        }

        if (Read((JsonWebToken)result.SecurityToken, time.GetUtcNow() + Skew) is not { } caller)
        {
            return (null, TokenErrors.Invalid);
        }

        _verified.Set(hash, new Verified(caller, kid), new MemoryCacheEntryOptions
        {
            Size = 1,

            // From now on, not at a time of day: the cache has a clock of its own.
            AbsoluteExpirationRelativeToNow = TimeSpan.FromTicks(Math.Max(1, (caller.Expires - time.GetUtcNow()).Ticks)),
        });
        return (caller, null);
    }

    public void Dispose() => _verified.Dispose();

    /// <summary>Empty: it has none. Null: it is no JWT.</summary>
    private static string? KidOf(string token)
    {
        try
        {
            return Handler.ReadJsonWebToken(token).Kid ?? "";
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static ErrorCode Classify(Exception? exception) => exception switch
    {
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException => TokenErrors.Expired,
        _ => TokenErrors.Invalid,
    };

    private static Caller? Read(JsonWebToken token, DateTimeOffset latestStart)
    {
        // A token without an end is not an old one: it is none (RFC 9068, 2.2).
        if (token.ValidTo == DateTime.MinValue || token.ValidFrom > latestStart.UtcDateTime)
        {
            return null;
        }

        // RFC 9449, 6.1: a bound token names its key in cnf.jkt; there are no others here.
        if (!token.TryGetPayloadValue<JsonElement>("cnf", out var cnf) || cnf.ValueKind != JsonValueKind.Object
            || !cnf.TryGetProperty("jkt", out var jkt) || jkt.GetString() is not { Length: 43 } thumbprint
            || !token.TryGetPayloadValue<string>("org", out var organisation) || string.IsNullOrEmpty(organisation)
            || !token.TryGetPayloadValue<string>("client_id", out var client) || string.IsNullOrEmpty(client)
            || string.IsNullOrEmpty(token.Subject) || string.IsNullOrEmpty(token.Id)) // RFC 9068, 2.2; what has no name could not be revoked
        {
            return null;
        }

        var session = token.TryGetPayloadValue<string>("sid", out var sid) ? sid : null;
        return new Caller(
            organisation, client, token.Subject, thumbprint, new DateTimeOffset(token.ValidTo, TimeSpan.Zero), token.Id, session, ReadRoles(token));
    }

    private sealed record Verified(Caller Caller, string Kid);

    private static List<string> ReadRoles(JsonWebToken token) =>
        token.TryGetPayloadValue<JsonElement>("roles", out var roles) && roles.ValueKind == JsonValueKind.Array
            ? [.. roles.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.String).Select(r => r.GetString()!)]
            : [];
}
