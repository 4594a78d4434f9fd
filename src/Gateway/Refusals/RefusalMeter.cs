using Pmo.Hosting.Addresses;
using Pmo.Hosting.Pace;
using Pmo.Hosting.Problems;

namespace Pmo.Gateway.Refusals;

/// <summary>
/// Bounds what strangers can write into the audit log: each entry is forced to disk, and a refusal costs them nothing. Beyond the bound they are told to
/// wait, one entry says so, and the rest of that minute leaves none. Who is identified is never held up by others behind the same address. Thread-safe.
/// </summary>
internal sealed class RefusalMeter(RefusalOptions options, TimeProvider time)
{
    public static readonly ErrorCode TooMany = new("too_many_refusals", 429,
        "Terlalu banyak permintaan tanpa identitas yang sah dari alamat ini. Perbaiki token dan bukti, lalu coba lagi setelah waktu pada Retry-After.",
        "Too many requests from this address without a valid identity. Mend token and proof, and try again after the time in Retry-After.");

    private readonly MinuteMeter _meter = new(options.PerMinute, time);

    /// <summary>Counts a refusal of somebody unknown.</summary>
    /// <returns>What to answer, and whether it has its entry in the log.</returns>
    public (Failure Failure, bool IsAudited) Take(HttpContext context, Failure failure)
    {
        var reading = _meter.Take(CallerKey.Of(context));
        return reading.IsOver
            ? (new Failure(TooMany, []) { RetryAfterSeconds = reading.RetryAfterSeconds }, reading.IsFirst)
            : (failure, true);
    }
}
