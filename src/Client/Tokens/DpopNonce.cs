namespace Pmo.Client.Tokens;

/// <summary>A server's nonce for the next proof (RFC 9449 sections 8 and 9).</summary>
internal static class DpopNonce
{
    public const string Wanted = "use_dpop_nonce";

    /// <summary>The nonce in an answer, or null.</summary>
    public static string? Of(HttpResponseMessage response) =>
        response.Headers.TryGetValues("DPoP-Nonce", out var values) && values.ToArray() is [{ Length: > 0 and <= 512 } only] ? only : null;

    /// <summary>Whether a resource refused only because a nonce was missing or old.</summary>
    public static bool IsWantedBy(HttpResponseMessage response) =>
        Of(response) is not null
        && response.Headers.WwwAuthenticate.Any(c => c.Parameter?.Contains($"error=\"{Wanted}\"", StringComparison.Ordinal) == true);
}
