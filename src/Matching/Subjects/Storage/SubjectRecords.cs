using System.Data.Common;
using Dapper;
using Pmo.Matching.Datasets;
using Pmo.Matching.Storage;
using Pmo.Matching.Tokens;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Subjects.Storage;

/// <summary>The rows of one person, wherever they lie: visible, restricted, or kept for earlier answers. Stateless.</summary>
internal static class SubjectRecords
{
    /// <summary>What is stored of a person in a dataset; rows of uploads that never counted are not there for anybody.</summary>
    public static async Task<IReadOnlyList<SubjectRecord>> ListAsync(DbTransaction transaction, Dataset dataset, Pseudonym person)
    {
        var rows = await transaction.Connection!.QueryAsync<Row>(
            """
            SELECT r.aid_type, r.amount, r.period, r.region, r.delivered, r.restricted, u.state
            FROM records r JOIN uploads u ON u.key = r.upload
            WHERE r.pseudonym = @person AND u.dataset = @Key AND u.state IN ('committed', 'superseded')
            ORDER BY r.upload DESC, r.seq
            """,
            new { person = person.ToBytes(), dataset.Key },
            transaction);
        return [.. rows.Select(r => r.ToRecord(dataset))];
    }

    /// <summary>How many rows of a dataset name a family card, as <see cref="ListAsync"/> counts them.</summary>
    public static Task<int> CountNamingAsync(DbTransaction transaction, long dataset, Pseudonym card) => transaction.Connection!.ExecuteScalarAsync<int>(
        """
        SELECT count(*) FROM records r JOIN uploads u ON u.key = r.upload
        WHERE r.household = @card AND u.dataset = @dataset AND u.state IN ('committed', 'superseded')
        """,
        new { card = card.ToBytes(), dataset },
        transaction);

    /// <summary>Makes commits to a dataset wait, on an engine that lets transactions run side by side.</summary>
    public static Task LockAsync(DbTransaction transaction, long dataset) => transaction.Connection!.ExecuteAsync(
        "UPDATE datasets SET changes = changes + 1 WHERE key = @dataset", new { dataset }, transaction);

    /// <summary>Destroys a person's rows in a dataset, in every upload.</summary>
    /// <returns>How many were visible or kept.</returns>
    public static async Task<int> EraseAsync(DbTransaction transaction, long dataset, Pseudonym person)
    {
        var arguments = new { dataset, person = person.ToBytes() };
        var count = await transaction.Connection!.ExecuteScalarAsync<int>(
            $"SELECT count(*) FROM records r JOIN uploads u ON u.key = r.upload WHERE r.pseudonym = @person AND u.dataset = @dataset AND u.state <> '{Open}'",
            arguments,
            transaction);
        await transaction.Connection!.ExecuteAsync(
            """
            UPDATE uploads SET erased = erased + (SELECT count(*) FROM records r WHERE r.pseudonym = @person AND r.upload = uploads.key)
            WHERE dataset = @dataset AND key IN (SELECT upload FROM records WHERE pseudonym = @person);
            DELETE FROM records WHERE pseudonym = @person AND upload IN (SELECT key FROM uploads WHERE dataset = @dataset);
            UPDATE datasets SET rows = coalesce((SELECT sum(rows - erased) FROM uploads WHERE dataset = @dataset AND state = 'committed'), 0)
            WHERE key = @dataset
            """,
            arguments,
            transaction);
        return count;
    }

    /// <summary>Makes a person's rows in a dataset count for nothing, in every upload.</summary>
    /// <returns>How many did count.</returns>
    public static Task<int> RestrictAsync(DbTransaction transaction, long dataset, Pseudonym person) => transaction.Connection!.ExecuteAsync(
        """
        UPDATE records SET restricted = 1
        WHERE pseudonym = @person AND restricted = 0 AND upload IN (SELECT key FROM uploads WHERE dataset = @dataset)
        """,
        new { dataset, person = person.ToBytes() },
        transaction);

    /// <summary>Whoever uploads the person to the dataset again uploads them restricted.</summary>
    public static Task RememberAsync(DbTransaction transaction, long dataset, Pseudonym person, Subject subject, DateTimeOffset at) =>
        transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO restrictions (dataset, pseudonym, mode, case_number, at) VALUES (@dataset, @person, @Mode, @CaseNumber, @at)
            ON CONFLICT (dataset, pseudonym) DO UPDATE SET mode = excluded.mode, case_number = excluded.case_number, at = excluded.at
            """,
            new { dataset, person = person.ToBytes(), subject.Mode, subject.CaseNumber, at = at.ToUnixTimeSeconds() },
            transaction);

    /// <summary>Forgets that a person is restricted in a dataset, and makes their rows count again, in every upload.</summary>
    /// <returns>Whether they were, and how many rows count again.</returns>
    public static async Task<(bool WasRestricted, int Rows)> LiftAsync(DbTransaction transaction, long dataset, Pseudonym person)
    {
        var arguments = new { dataset, person = person.ToBytes() };
        var forgotten = await transaction.Connection!.ExecuteAsync(
            "DELETE FROM restrictions WHERE dataset = @dataset AND pseudonym = @person", arguments, transaction);
        var rows = await transaction.Connection!.ExecuteAsync(
            """
            UPDATE records SET restricted = 0
            WHERE pseudonym = @person AND restricted = 1 AND upload IN (SELECT key FROM uploads WHERE dataset = @dataset)
            """,
            arguments,
            transaction);
        return (forgotten > 0, rows);
    }

    /// <summary>Restricts, in an upload that becomes visible, whoever must stay so.</summary>
    public static async Task ApplyAsync(DbTransaction transaction, long dataset, long upload)
    {
        var connection = transaction.Connection!;
        var persons = (await connection.QueryAsync<byte[]>(
            "SELECT pseudonym FROM restrictions WHERE dataset = @dataset ORDER BY pseudonym", new { dataset }, transaction)).Select(p => Pseudonym.Read(p));
        foreach (var some in persons.Chunk(Chunk))
        {
            await connection.ExecuteAsync(
                $"UPDATE records SET restricted = 1 WHERE upload = @upload AND {Dialect.Among(connection, "pseudonym")}",
                new { upload, pseudonyms = new PseudonymList(some) },
                transaction);
        }
    }

    private const string Open = "open";

    // Of one statement's list of pseudonyms.
    private const int Chunk = 2000;

    private sealed class Row
    {
        public string? AidType { get; init; }
        public long? Amount { get; init; }
        public string? Period { get; init; }
        public string? Region { get; init; }
        public long Delivered { get; init; }
        public long Restricted { get; init; }
        public string State { get; init; } = "";

        public SubjectRecord ToRecord(Dataset dataset) => new(
            Delivered != 0 ? "delivered" : "claimed", AidType ?? dataset.AidType, Period, Amount, Region, Restricted != 0 ? true : null,
            State == "superseded" ? true : null);
    }
}
