using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Pmo.Hosting.Storage;
using Pmo.Matching.Journals;
using Pmo.Matching.Journals.Storage;
using Pmo.Matching.Storage;
using Pmo.Matching.Tokens;
using SQLitePCL;

namespace Pmo.Matching.Duplicates.Storage;

/// <summary>What a page asks about: persons in order, those it found, and the datasets of others that it looks in.</summary>
internal sealed record Asking(Inquiry Inquiry, IReadOnlyList<Pseudonym> Persons, IReadOnlyList<Pseudonym> Matched, IReadOnlyList<long> Targets)
{
    public override string ToString() => nameof(Asking);
}

/// <summary>
/// Who asked which dataset of another's about whom. A partner pays for a person in a dataset once: replacing, deleting and uploading again change
/// nothing of it. Thread-safe.
/// </summary>
internal sealed class AskedLedger(Database database)
{
    // Of one statement's list of pseudonyms.
    private const int Chunk = 2000;

    /// <summary>Marks what is new of <paramref name="asking"/> and writes it into the journal; or marks nothing.</summary>
    /// <param name="asking">What it asks.</param>
    /// <param name="chargeable">How many may be new; null: any number.</param>
    /// <param name="unsettled">Earlier receipts whose charge was given back: what they marked is not paid for.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>How many were new; or <c>quota_exhausted</c>.</returns>
    public Task<Result<int>> ChargeAsync(Asking asking, int? chargeable, IReadOnlyList<string> unsettled, CancellationToken cancellation) =>
        database.WriteAsync(
            async transaction =>
            {
                await ForgetAsync(transaction, asking.Inquiry, unsettled);
                var fresh = new List<(long Target, List<Pseudonym> Persons)>();
                foreach (var target in asking.Targets)
                {
                    fresh.Add((target, await FreshAsync(transaction, asking, target)));
                }

                var count = fresh.Sum(f => f.Persons.Count);
                return count > chargeable ? DuplicateErrors.QuotaExhausted.With(count, chargeable)
                    : count == 0 ? 0
                    : await MarkAsync(transaction, asking, fresh) ? count
                    : (Result<int>)DuplicateErrors.GivenBack;
            },
            cancellation);

    // Also when nothing was marked under a receipt yet: its request may still be under way, and must not mark anything any more.
    private static async Task ForgetAsync(DbTransaction transaction, Inquiry inquiry, IReadOnlyList<string> unsettled)
    {
        foreach (var receipt in unsettled)
        {
            var (key, _) = await Journal.OpenAsync(transaction, inquiry with { Receipt = receipt, Datasets = [] }, isVoid: true);
            await transaction.Connection!.ExecuteAsync(
                "DELETE FROM asked WHERE inquiry = @key AND partner = @Partner", new { key, inquiry.Partner }, transaction);
        }
    }

    private static async Task<List<Pseudonym>> FreshAsync(DbTransaction transaction, Asking asking, long target)
    {
        var known = new HashSet<Pseudonym>();
        foreach (var some in asking.Persons.Chunk(Chunk))
        {
            var rows = await transaction.Connection!.QueryAsync<byte[]>(
                KnownOf(transaction.Connection!),
                new { asking.Inquiry.Partner, target, pseudonyms = new PseudonymList(some) },
                transaction);
            known.UnionWith(rows.Select(p => Pseudonym.Read(p)));
        }

        return [.. asking.Persons.Where(p => !known.Contains(p))];
    }

    // The table lies whole on one server. There each person is looked up by the key of the table (OFFSET 0: it stays a look-up): for = ANY, or a join, PostgreSQL
    // goes through all that was ever asked of the dataset when it has no statistics yet, or plans for any array.
    private static string KnownOf(DbConnection connection) => connection is NpgsqlConnection
        ? """
          SELECT person FROM unnest(@pseudonyms) AS person
          WHERE EXISTS (SELECT 1 FROM asked WHERE partner = @Partner AND dataset = @target AND pseudonym = person OFFSET 0)
          """
        : $"SELECT pseudonym FROM asked WHERE partner = @Partner AND dataset = @target AND {Dialect.Among(connection, "pseudonym")}";

    private static async Task<bool> MarkAsync(DbTransaction transaction, Asking asking, List<(long Target, List<Pseudonym> Persons)> fresh)
    {
        var (inquiry, isVoid) = await Journal.OpenAsync(transaction, asking.Inquiry);
        if (isVoid != 0)
        {
            return false;
        }

        var anywhere = new SortedSet<Pseudonym>(Comparer<Pseudonym>.Create(Pseudonym.Compare));
        foreach (var (target, persons) in fresh)
        {
            await InsertAsync(transaction, asking.Inquiry.Partner, target, persons, inquiry);
            anywhere.UnionWith(persons);
        }

        await Journal.AddAsync(transaction, inquiry, JournalPages.Divide([.. anywhere], asking.Matched));
        return true;
    }

    private static async Task InsertAsync(DbTransaction transaction, string partner, long target, List<Pseudonym> persons, long inquiry)
    {
        if (transaction.Connection is NpgsqlConnection postgres)
        {
            await postgres.ExecuteAsync(
                "INSERT INTO asked (partner, dataset, pseudonym, inquiry) SELECT @partner, @target, person, @inquiry FROM unnest(@persons) AS person",
                new { partner, target, persons = new PseudonymList(persons), inquiry },
                transaction);
            return;
        }

        SqliteRows.Run(
            (SqliteConnection)transaction.Connection!,
            "INSERT INTO asked (partner, dataset, pseudonym, inquiry) VALUES (?, ?, ?, ?)",
            persons,
            (insert, person) =>
            {
                raw.sqlite3_bind_text(insert, 1, partner);
                raw.sqlite3_bind_int64(insert, 2, target);
                raw.sqlite3_bind_blob(insert, 3, person.ToBytes());
                raw.sqlite3_bind_int64(insert, 4, inquiry);
            },
            CancellationToken.None);
    }
}
