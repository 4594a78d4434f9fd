using Pmo.Hosting.Problems;
using Pmo.Identity.Tokens;

namespace Pmo.Identity.RateLimits;

/// <summary>Told when it was too much.</summary>
internal static class RateErrors
{
    public const string PerAddress = "rate_limited";
    public const string PerClient = "client_rate_limited";

    public static readonly ErrorCode TooManyRequests = new("too_many_requests", 429,
        "Terlalu banyak permintaan dari alamat ini. Tunggu satu menit (Retry-After), lalu coba lagi.",
        "Too many requests from this address. Wait a minute (Retry-After), then try again.");

    /// <summary>
    /// RFC 6749, 5.2 has no code for it, so status and Retry-After (RFC 6585, 4; RFC 9126, 2.3) say what matters, and the body has the registered code that
    /// means it elsewhere (RFC 6749, 4.1.2.1). invalid_request would tell a client to mend what is right.
    /// </summary>
    public static TokenError Protocol(string reason, int retryAfterSeconds) =>
        new("temporarily_unavailable", reason, "Too many requests. Try again after the time in Retry-After.", StatusCodes.Status429TooManyRequests)
        {
            RetryAfterSeconds = retryAfterSeconds,
        };
}
