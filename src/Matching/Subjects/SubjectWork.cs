using System.Data.Common;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Matching.Datasets;
using Pmo.Matching.Datasets.Storage;
using Pmo.Matching.Destructions;
using Pmo.Matching.Destructions.Storage;
using Pmo.Matching.Journals.Storage;
using Pmo.Matching.Subjects.Storage;
using Pmo.Matching.Tokens;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;

namespace Pmo.Matching.Subjects;

/// <summary>Does what a data subject's request asks for, in one transaction. One request's own.</summary>
internal sealed class SubjectWork(Subject subject, Decision decision, DestructionTable destructions, TimeProvider time)
{
    private const int MostRecords = 1000;

    // Of a committed request it is forgotten.
    private Pseudonym Person => Pseudonym.Read(subject.Pseudonym ?? throw new InvalidOperationException("The request has no person."));

    /// <summary>The datasets that the decision covers and that are there; of what changes something the caller's own.</summary>
    public static Result<IReadOnlyList<Dataset>> Choose(Subject subject, Decision decision, IReadOnlyList<Dataset> stored)
    {
        var owners = decision.Datasets.DistinctBy(d => d.Id).ToDictionary(d => d.Id, d => d.Owner, StringComparer.Ordinal);
        if (stored.Any(d => owners[d.Id] != d.Owner))
        {
            return DatasetErrors.OwnerMismatch;
        }

        var isAccess = subject.Mode == Subject.Access;
        return isAccess || owners.Values.Contains(decision.Partner, StringComparer.Ordinal)
            ? stored.Where(d => !d.IsClosed && (isAccess || d.Owner == decision.Partner)).ToList()
            : (Result<IReadOnlyList<Dataset>>)SubjectErrors.NothingOwned;
    }

    public async Task<SubjectAnswer> RunAsync(DbTransaction transaction)
    {
        var stored = await DatasetStore.ListAsync(transaction.Connection!, decision.Datasets.Select(d => d.Id), owner: null, transaction);
        var datasets = Choose(subject, decision, stored).Value ?? [];
        var held = new List<SubjectDataset>();
        foreach (var dataset in datasets)
        {
            var (isHeld, rows, records) = subject.Mode switch
            {
                Subject.Access => await ShowAsync(transaction, dataset),
                Subject.Lift => await LiftAsync(transaction, dataset),
                _ => await ChangeAsync(transaction, dataset),
            };
            if (isHeld)
            {
                held.Add(new SubjectDataset(
                    dataset.Id, dataset.Owner, dataset.Title, dataset.Basis, Dataset.ReadDay(dataset.RetainUntil), rows, records, dataset.AsOfDay));
            }
        }

        return new SubjectAnswer(
            subject.Id, decision.Audit, subject.CaseNumber, subject.Mode, [.. datasets.Select(d => new CoveredDataset(d.Id, d.AsOfDay))], held,
            subject.Mode == Subject.Access ? await AskedAsync(transaction) : [], subject.Kind);
    }

    private async Task<(bool IsHeld, int Rows, IReadOnlyList<SubjectRecord> Records)> ShowAsync(DbTransaction transaction, Dataset dataset)
    {
        // On a card stand several persons: to tell one of them the others' rows is not decided here. How many there are is told; each one's are told by NIK.
        if (subject.IdentityKind == IdentityKind.Kk)
        {
            var naming = await SubjectRecords.CountNamingAsync(transaction, dataset.Key, Person);
            return (naming > 0, naming, []);
        }

        var records = await SubjectRecords.ListAsync(transaction, dataset, Person);
        return (records.Count > 0, records.Count, [.. records.Take(MostRecords)]);
    }

    // A restriction may have no rows: of somebody who was erased and not uploaded again.
    private async Task<(bool IsHeld, int Rows, IReadOnlyList<SubjectRecord> Records)> LiftAsync(DbTransaction transaction, Dataset dataset)
    {
        await SubjectRecords.LockAsync(transaction, dataset.Key);
        var (wasRestricted, rows) = await SubjectRecords.LiftAsync(transaction, dataset.Key, Person);
        return (wasRestricted || rows > 0, rows, []);
    }

    private async Task<(bool IsHeld, int Rows, IReadOnlyList<SubjectRecord> Records)> ChangeAsync(DbTransaction transaction, Dataset dataset)
    {
        await SubjectRecords.LockAsync(transaction, dataset.Key);
        var isErasure = subject.Mode == Subject.Erase;
        var rows = isErasure
            ? await SubjectRecords.EraseAsync(transaction, dataset.Key, Person)
            : await SubjectRecords.RestrictAsync(transaction, dataset.Key, Person);
        if (rows > 0)
        {
            await SubjectRecords.RememberAsync(transaction, dataset.Key, Person, subject, time.GetUtcNow());
        }

        if (rows > 0 && isErasure)
        {
            await destructions.AddAsync(new Destroyed(dataset.Id, dataset.Owner, Destroyed.Erased, rows, decision.Audit), transaction);
        }

        return (rows > 0, rows, []);
    }

    // Of datasets that this request does not cover, neither where somebody looked nor what they found is this officer's to tell.
    private async Task<IReadOnlyList<SubjectInquiry>> AskedAsync(DbTransaction transaction)
    {
        var covered = decision.Datasets.Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. (await Journal.FindAsync(transaction.Connection!, Person, transaction))
                .Select(f => (f.Inquiry, f.Matched, Datasets: f.Inquiry.Datasets.Where(covered.Contains).ToList()))
                .Where(f => f.Datasets.Count > 0)
                .Select(f => new SubjectInquiry(
                    f.Inquiry.Day, f.Inquiry.Partner, f.Inquiry.Agreement, f.Inquiry.Purpose, f.Inquiry.Operation, f.Datasets,
                    f.Datasets.Count == f.Inquiry.Datasets.Count ? f.Matched : null)),
        ];
    }
}
