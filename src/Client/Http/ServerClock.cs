using Pmo.Client.Messages;

namespace Pmo.Client.Http;

/// <summary>
/// This machine's clock, put right by the <c>Date</c> header of the server's answers (RFC 9110 section 6.6.1): for the times that the server will judge.
/// Thread-safe.
/// </summary>
/// <param name="local">The machine's own.</param>
internal sealed class ServerClock(TimeProvider local) : TimeProvider
{
    /// <summary>Servers accept times up to this far in the future; within it nothing is corrected.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Most that is corrected: a wrong time zone, noon for midnight, yesterday. A server that names next year gets no signatures for next year.
    /// </summary>
    public static readonly TimeSpan MostCorrection = TimeSpan.FromDays(1);

    private const long Unknown = long.MinValue;
    private long _ahead = Unknown;

    /// <summary>How far this machine is ahead of the server; null when it has not told. Up to a second, and the way of the answer, too much.</summary>
    public TimeSpan? Ahead => Volatile.Read(ref _ahead) is var ticks and not Unknown ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>Whether the clock is to be set, corrected or not.</summary>
    public bool IsOff => Ahead?.Duration() > Tolerance;

    /// <summary>What is taken off the machine's time.</summary>
    public TimeSpan Correction => IsOff && Ahead is { } ahead && ahead.Duration() <= MostCorrection ? ahead : TimeSpan.Zero;

    /// <summary>By how much the clock is off and what to do about it; null while it is right enough.</summary>
    public Message? Warning
    {
        get
        {
            if (!IsOff || Ahead is not { } ahead)
            {
                return null;
            }

            return Correction == TimeSpan.Zero ? ClientProblems.ClockSkew(ahead) : ClientProblems.ClockCorrected(ahead);
        }
    }

    /// <summary>The server's time, as far as it is known.</summary>
    public override DateTimeOffset GetUtcNow() => local.GetUtcNow() - Correction;

    /// <summary>Compares an answer's time with the machine's.</summary>
    public void Learn(HttpResponseMessage response)
    {
        // One from a cache is as old as it says (RFC 9111 section 5.1).
        if (response.Headers.Date is { } date && response.Headers.Age is null)
        {
            Volatile.Write(ref _ahead, (local.GetUtcNow() - date).Ticks);
        }
    }

    /// <summary>A refusal's likeliest cause, when the clocks differ by more than can be corrected.</summary>
    public GatewayProblem? Explain(HttpResponseMessage response, Language language) =>
        Ahead is { } ahead && ahead.Duration() > MostCorrection ? ClientProblems.ClockSkew(ahead).ToProblem(language, (int)response.StatusCode) : null;
}
