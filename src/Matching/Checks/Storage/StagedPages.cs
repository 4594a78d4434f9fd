using System.Data.Common;
using Dapper;

namespace Pmo.Matching.Checks.Storage;

/// <summary>
/// Pages of the journal that wait for their check's commit. They lie among the pieces of the attempts at its answer, under a name that is no attempt's, and go
/// as those go: with the commit, or with the check.
/// </summary>
internal static class StagedPages
{
    /// <summary>The name under which those of an attempt lie.</summary>
    public static string NameOf(string attempt) => attempt + ".pages";

    /// <summary>Two pieces for each page, in the order of buckets: whom the check found, and the others.</summary>
    public static IEnumerable<(long Seq, byte[] Content)> ToPieces(IEnumerable<(int Bucket, byte[] Matched, byte[] Others)> pages) =>
        pages.SelectMany(p => ((long, byte[])[])[(2L * p.Bucket, p.Matched), ((2L * p.Bucket) + 1, p.Others)]);

    /// <summary>Writes those of an attempt into the journal, within the database.</summary>
    /// <param name="transaction">That of the check's commit, before it forgets other attempts.</param>
    /// <param name="check">Key of the check.</param>
    /// <param name="attempt">Which.</param>
    /// <param name="inquiry">Key of the inquiry.</param>
    public static Task JournalAsync(DbTransaction transaction, long check, string attempt, long inquiry) => transaction.Connection!.ExecuteAsync(
        """
        INSERT INTO journal (bucket, inquiry, matched, others)
        SELECT m.seq / 2, @inquiry, m.content, o.content
        FROM check_answers m JOIN check_answers o ON o.check_key = m.check_key AND o.attempt = m.attempt AND o.seq = m.seq + 1
        WHERE m.check_key = @check AND m.attempt = @name AND m.seq % 2 = 0
        ON CONFLICT DO NOTHING
        """,
        new { check, name = NameOf(attempt), inquiry },
        transaction);
}
