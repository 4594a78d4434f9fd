namespace Pmo.Gateway.Feeds;

/// <summary>What a service tells of by itself, taken over into the audit log. Thread-safe.</summary>
internal interface IFeed
{
    /// <summary>Between two reads.</summary>
    static abstract TimeSpan Interval { get; }

    /// <summary>Runs before the first request.</summary>
    Task RefreshAsync(CancellationToken cancellation);

    /// <summary>Reads all that is new.</summary>
    /// <returns>False when the service did not answer.</returns>
    Task<bool> PollAsync(CancellationToken cancellation);
}
