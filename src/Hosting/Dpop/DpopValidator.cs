using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Pmo.Hosting.Jose;
using Pmo.Hosting.Storage;

namespace Pmo.Hosting.Dpop;

/// <summary>
/// Judges proofs of possession (RFC 9449, 4.3): the caller holds the key, for this request, now, once. ES256 and PS256. Thread-safe; one per service.
/// </summary>
public sealed class DpopValidator(ReplayStore replays, DpopNonces nonces, TimeProvider time)
{
    /// <summary>Oldest <c>iat</c>, seconds (RFC 9449, 11.1: a brief period, seconds or minutes).</summary>
    public const int MaxAgeSeconds = 60;

    /// <summary>How far a client's clock may run ahead, seconds (FAPI 2.0 Security Profile, 5.3.2.1: 0 to 10 are accepted).</summary>
    public const int MaxAheadSeconds = 10;

    private const int MaxJtiLength = 128;
    private const int MostOnStack = 4096;

    /// <summary>Judges the proof of one request.</summary>
    /// <param name="header">All values of the header <c>DPoP</c>; at most 8 KiB are read.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="target">The request's address as clients know it: public origin and path. Query and fragment do not count.</param>
    /// <param name="accessToken">The token that came with the proof, as sent; null at the token endpoint.</param>
    /// <param name="boundThumbprint">The token's <c>cnf.jkt</c>; null where no token is bound yet.</param>
    /// <param name="cancellation">Cancels the wait for the replay store.</param>
    /// <returns>The first rule that is broken, or the thumbprint of the key. An accepted proof is used up.</returns>
    public async Task<DpopResult> ValidateAsync(
        StringValues header, string method, Uri target, string? accessToken, string? boundThumbprint, CancellationToken cancellation)
    {
        var (result, once) = Judge(header, method, target, accessToken, boundThumbprint);
        return once is { } id && !await replays.TryTakeAsync(id, cancellation) ? new DpopResult(DpopError.Replayed, null) : result;
    }

    /// <summary>
    /// <see cref="ValidateAsync"/> in halves, for who has more to take in one go: an accepted proof is to be used up by <see cref="DpopJudgement.Once"/>.
    /// </summary>
    /// <inheritdoc cref="ValidateAsync"/>
    public DpopJudgement Judge(StringValues header, string method, Uri target, string? accessToken, string? boundThumbprint)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (DpopProof.TryRead(header, out var unreadable) is not { } proof)
        {
            return new DpopJudgement(new DpopResult(unreadable, null), null);
        }

        var error = Judge(proof, method, target, accessToken, boundThumbprint);
        if (error != DpopError.None)
        {
            return new DpopJudgement(new DpopResult(error, null), null);
        }

        // 4.3 (10). Last, so that it says: everything else holds.
        var nonce = nonces.Judge(proof.Claims.Text("nonce"));
        var next = nonce == NonceState.Good ? null : nonces.Current;
        return nonce == NonceState.Bad
            ? new DpopJudgement(new DpopResult(DpopError.NonceWanted, null, next), null)
            : new DpopJudgement(new DpopResult(DpopError.None, proof.Key.Thumbprint, next), Once(proof));
    }

    /// <summary>The claim <c>ath</c> of a token (RFC 9449, 4.2): base64url SHA-256 of its ASCII text.</summary>
    public static string AccessTokenHash(string accessToken)
    {
        ArgumentNullException.ThrowIfNull(accessToken);
        Span<byte> ascii = accessToken.Length <= MostOnStack ? stackalloc byte[accessToken.Length] : new byte[accessToken.Length];
        Encoding.ASCII.GetBytes(accessToken, ascii);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(ascii, hash);
        return Base64Url.EncodeToString(hash);
    }

    private DpopError Judge(DpopProof proof, string method, Uri target, string? accessToken, string? boundThumbprint)
    {
        var claims = proof.Claims;

        // RFC 9449, 4.3 (3): every required claim (4.2), of the right type.
        if (claims.Text("jti") is not { } jti || claims.Text("htm") is not { } htm || claims.Text("htu") is not { } htu
            || claims.Seconds("iat") is not { } iat || (accessToken is not null && claims.Text("ath") is null))
        {
            return DpopError.ClaimMissing;
        }

        // 11.1: a server may bound the size of what it has to remember.
        if (jti.Length > MaxJtiLength)
        {
            return DpopError.Malformed;
        }

        // 4.3 (8): methods are case-sensitive (RFC 9110, 9.1).
        if (htm != method)
        {
            return DpopError.WrongMethod;
        }

        // 4.3 (9)
        if (!IsSameTarget(htu, target))
        {
            return DpopError.WrongTarget;
        }

        // 4.3 (11), and RFC 7519, 4.1.4 and 4.1.5 for the claims that a proof need not have.
        if (!IsInTime(claims, iat))
        {
            return DpopError.OutOfTime;
        }

        // 4.3 (12a)
        if (accessToken is not null && claims.Text("ath") != AccessTokenHash(accessToken))
        {
            return DpopError.WrongTokenHash;
        }

        // 4.3 (12b)
        return boundThumbprint is not null && proof.Key.Thumbprint != boundThumbprint ? DpopError.WrongThumbprint : DpopError.None;
    }

    private bool IsInTime(JsonElement claims, double iat)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return iat >= now - MaxAgeSeconds
            && iat <= now + MaxAheadSeconds
            && (!claims.Has("nbf") || claims.Seconds("nbf") <= now + MaxAheadSeconds)
            && (!claims.Has("exp") || claims.Seconds("exp") > now - MaxAheadSeconds);
    }

    // Only for proofs that hold otherwise, so that strangers cannot fill the store. 11.1: the id is remembered as long as the proof would be accepted,
    // here and by a replica whose clock differs.
    private static ReplayId Once(DpopProof proof) => new(
        "dpop",
        $"{proof.Key.Thumbprint}.{proof.Claims.Text("jti")}",
        DateTimeOffset.FromUnixTimeSeconds((long)proof.Claims.Seconds("iat")!.Value + MaxAgeSeconds + MaxAheadSeconds + 2));

    // Normalised as RFC 3986, 6.2.2 and 6.2.3 (Uri does it: case, default port, dot segments), without query and fragment.
    // Most write it as we do, and then there is nothing to normalise.
    private static bool IsSameTarget(string htu, Uri target) =>
        htu == target.OriginalString
        || (Uri.TryCreate(htu, UriKind.Absolute, out var claimed) && claimed.UserInfo.Length == 0
            && Uri.Compare(claimed, target, UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped, StringComparison.Ordinal) == 0);
}
