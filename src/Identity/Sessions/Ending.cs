namespace Pmo.Identity.Sessions;

/// <summary>How a session came to end, for the audit log.</summary>
/// <param name="Address">Where the request came from; null when nobody's browser asked.</param>
/// <param name="Reason">Lower_snake; null when the person signed out.</param>
internal sealed record Ending(string? Address, string? Reason)
{
    public static Ending Of(HttpContext context, string? reason) => new(context.Connection.RemoteIpAddress?.ToString(), reason);
}
