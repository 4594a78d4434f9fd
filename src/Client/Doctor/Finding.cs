using Pmo.Client.Messages;

namespace Pmo.Client.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Check">What: <c>profile</c>, <c>reachable</c>, <c>clock</c>, <c>discovery</c>, <c>token</c>, <c>key_pin</c>, <c>agreement</c>, <c>quota</c>.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Text">What was found, and the remedy.</param>
public sealed record Finding(string Check, Verdict Verdict, Message Text);

/// <summary>How a finding is.</summary>
public enum Verdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Works, but look at it.</summary>
    Warning,

    /// <summary>Has to be mended.</summary>
    Failed,

    /// <summary>Not looked at, because something before it failed.</summary>
    Skipped,
}
