namespace Pmo.Bench;

/// <summary>How a run ends.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>What was to be measured did not run, or came out wrong.</summary>
    public const int Failed = 1;

    public const int Usage = 2;
}
