namespace Pmo.Client.Sessions;

/// <summary>How far a check or an upload is.</summary>
/// <param name="Done">Persons whose part the gateway has.</param>
/// <param name="Total">Persons in all.</param>
/// <param name="Phase">What is going on.</param>
public sealed record SessionProgress(int Done, int Total, SessionPhase Phase);

/// <summary>Phases of a check or an upload, in order.</summary>
public enum SessionPhase
{
    /// <summary>Getting keys, opening the session.</summary>
    Opening,

    /// <summary>Sending parts.</summary>
    Sending,

    /// <summary>Waiting for the answer.</summary>
    Committing,
}
