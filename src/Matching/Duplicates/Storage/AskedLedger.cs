using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Matching.Journals;
using Pmo.Matching.Journals.Storage;
using Pmo.Matching.Storage;
using Pmo.Matching.Tokens;

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
                $"SELECT pseudonym FROM asked WHERE partner = @Partner AND dataset = @target AND {Dialect.Among(transaction.Connection!, "pseudonym")}",
                new { asking.Inquiry.Partner, target, pseudonyms = new PseudonymList(some) },
                transaction);
            known.UnionWith(rows.Select(p => Pseudonym.Read(p)));
        }

        return [.. asking.Persons.Where(p => !known.Contains(p))];
    }

    private static async Task<bool> MarkAsync(DbTransaction transaction, Asking asking, List<(long Target, List<Pseudonym> Persons)> fresh)
    {
        var (inquiry, isVoid) = await Journal.OpenAsync(transaction, asking.Inquiry);
        if (isVoid != 0)
        {
            return false;
        }

        await using var insert = transaction.Connection!.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT INTO asked (partner, dataset, pseudonym, inquiry) VALUES (@partner, @dataset, @pseudonym, @inquiry)";
        foreach (var (name, value) in (ReadOnlySpan<(string, object)>)
            [("@partner", asking.Inquiry.Partner), ("@dataset", 0L), ("@pseudonym", Array.Empty<byte>()), ("@inquiry", inquiry)])
        {
            var parameter = insert.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            insert.Parameters.Add(parameter);
        }

        var anywhere = new SortedSet<Pseudonym>(Comparer<Pseudonym>.Create(Pseudonym.Compare));
        foreach (var (target, persons) in fresh)
        {
            insert.Parameters[1].Value = target;
            foreach (var person in persons)
            {
                insert.Parameters[2].Value = person.ToBytes();
                await insert.ExecuteNonQueryAsync();
                anywhere.Add(person);
            }
        }

        await Journal.AddAsync(transaction, inquiry, [.. anywhere], asking.Matched);
        return true;
    }
}
