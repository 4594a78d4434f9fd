namespace Pmo.Identity.Sessions;

/// <summary>How long a browser stays signed in.</summary>
internal static class SessionLife
{
    /// <summary>A working day; NIST SP 800-63B-4, 2.2.3 asks for at most 24 h at AAL2.</summary>
    public static readonly TimeSpan Absolute = TimeSpan.FromHours(12);

    /// <summary>NIST SP 800-63B-4, 2.2.3: at most 1 h without activity at AAL2.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(60);

    /// <summary>Activity is written down no finer than this, so that not every request is a write.</summary>
    public static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);
}
