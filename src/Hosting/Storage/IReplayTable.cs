using System.Data.Common;

namespace Pmo.Hosting.Storage;

/// <summary>How an engine keeps the ids that were taken. Called within writes only, which come one after the other.</summary>
internal interface IReplayTable
{
    /// <summary>Takes an id, and stands or falls with the transaction.</summary>
    /// <param name="scope">What kind of id, and whose.</param>
    /// <param name="hash">SHA-256 of the id.</param>
    /// <param name="until">Second since 1970, inclusive, up to which it is remembered.</param>
    /// <param name="now">Second since 1970.</param>
    /// <param name="transaction">The caller's.</param>
    /// <returns>False when it was taken before. An id whose time is over counts as never taken, whether or not it has been deleted yet.</returns>
    ValueTask<bool> TryTakeAsync(string scope, byte[] hash, long until, long now, DbTransaction transaction);
}
