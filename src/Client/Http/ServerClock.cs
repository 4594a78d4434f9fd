using Pmo.Client.Messages;

namespace Pmo.Client.Http;

/// <summary>Compares this machine's clock with a server's <c>Date</c> header (RFC 9110 section 6.6.1).</summary>
internal static class ServerClock
{
    /// <summary>Identity accepts times up to this far in the future.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    /// <summary>How far this machine is ahead; null when the server does not tell.</summary>
    public static TimeSpan? Ahead(HttpResponseMessage response, TimeProvider time) =>
        response.Headers.Date is { } date ? time.GetUtcNow() - date : null;

    /// <summary>A refusal's likeliest cause, when the clocks differ by more than the tolerance.</summary>
    public static GatewayProblem? Explain(HttpResponseMessage response, TimeProvider time, Language language) =>
        Ahead(response, time) is { } ahead && ahead.Duration() > Tolerance
            ? ClientProblems.ClockSkew(ahead).ToProblem(language, (int)response.StatusCode)
            : null;
}
