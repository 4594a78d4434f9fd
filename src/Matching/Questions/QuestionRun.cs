using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Storage;
using Pmo.Hosting.Work;
using Pmo.Matching.Datasets;
using Pmo.Matching.Datasets.Storage;
using Pmo.Matching.Noise;
using Pmo.Matching.Noise.Storage;
using Pmo.Matching.Sessions;
using Pmo.Matching.Snapshots;
using Pmo.Matching.Snapshots.Storage;
using Pmo.Protocol.Api;
using Pmo.Protocol.Time;
using Pmo.Matching.Regions;
using Pmo.Matching.Scanning;

namespace Pmo.Matching.Questions;

/// <summary>Answers questions: one at a time of a partner, from one snapshot, and what noise was drawn for only once. Thread-safe.</summary>
internal sealed class QuestionRun(
    Database database, NoiseStore noise, NoiseOptions options, IUniform uniform, QuestionGate gate, TimeProvider time, ILogger<QuestionRun> logger)
{
    /// <param name="question">What is asked.</param>
    /// <param name="decision">What may be told.</param>
    /// <param name="work">Makes the answer; its last argument draws noise for a sensitivity, or is null.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<Result<Answered<T>>> AnswerAsync<T>(
        Question question,
        Decision decision,
        Func<QuestionScope, Snapshot?, Func<int, DiscreteLaplace>?, Result<Answered<T>>> work,
        CancellationToken cancellation)
    {
        if (decision.Operation != question.Operation)
        {
            return SessionErrors.OperationMismatch;
        }

        using var turn = gate.TryEnter(decision.Partner);
        if (turn is null)
        {
            return WorkGate.Busy;
        }

        var start = Stopwatch.GetTimestamp();
        var drawn = await database.ReadSnapshotAsideAsync(snapshot => ReadAsync(snapshot.Connection!, question, decision, work, cancellation), cancellation);
        if (drawn.Failure is { } failure)
        {
            return failure;
        }

        var (name, answered, scope) = drawn.Value;
        var elapsed = (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        logger.Answered(question.Operation, scope.Datasets.Count, elapsed);
        return name is null ? answered : await ChargeAsync(name, answered, scope, cancellation);
    }

    private async Task<Result<(string? Name, Answered<T> Answered, QuestionScope Scope)>> ReadAsync<T>(
        DbConnection connection,
        Question question,
        Decision decision,
        Func<QuestionScope, Snapshot?, Func<int, DiscreteLaplace>?, Result<Answered<T>>> work,
        CancellationToken cancellation)
    {
        var loaded = await LoadAsync(connection, decision);
        if (loaded.Value is not { } scope)
        {
            return loaded.Failure!;
        }

        var earlier = question.Before is { } day ? await SnapshotStore.FindAsync(connection, day) : null;
        if (question.Before is not null && earlier is null)
        {
            return SnapshotErrors.None;
        }

        string? name = null;
        if (scope.Hundredths is { } hundredths)
        {
            name = question.NameOver(scope, decision, earlier);
            if (await noise.FindAsync(name, cancellation) is { } stored)
            {
                return ((string?)null, Read<T>(stored), scope);
            }

            // Before the work is done; what is charged in the end is judged again.
            var exhausted = await noise.FindExhaustedAsync(Keys(scope), time.Today().Year, hundredths, options.Hundredths, cancellation);
            if (exhausted is { } dataset)
            {
                return Exhausted(scope, dataset);
            }
        }

        Func<int, DiscreteLaplace>? draw = scope.Hundredths is { } h ? sensitivity => DiscreteLaplace.Of(uniform, h, sensitivity) : null;
        var result = await LongArithmetic.RunAsync(() => work(scope, earlier, draw), cancellation);
        return result.Value is { } answered ? (name, answered, scope) : result.Failure!;
    }

    private static async Task<Result<QuestionScope>> LoadAsync(DbConnection connection, Decision decision)
    {
        var decided = decision.Datasets.DistinctBy(d => d.Id).OrderBy(d => d.Id, StringComparer.Ordinal).ToList();
        if (decided.Count == 0)
        {
            return DatasetErrors.NotCovered;
        }

        var stored = await DatasetStore.ListAsync(connection, decided.Select(d => d.Id), owner: null);
        if (stored.Any(d => decided.Find(o => o.Id == d.Id)!.Owner != d.Owner))
        {
            return DatasetErrors.OwnerMismatch;
        }

        if (await SnapshotStore.FindAsync(connection, before: null) is not { } snapshot)
        {
            return SnapshotErrors.None;
        }

        // A dataset that is named but not made yet was looked in, and held nothing; a closed one was not.
        var open = stored.Where(d => !d.IsClosed).ToList();
        var days = snapshot.Covers(open).ToDictionary(c => c.Dataset, StringComparer.Ordinal);
        var covered = decided.Where(d => stored.All(s => s.Id != d.Id || !s.IsClosed)).Select(d => days.GetValueOrDefault(d.Id) ?? new CoveredDataset(d.Id));
        return new QuestionScope(
            connection, open, snapshot, [.. covered], new ScannedRegions(new RegionFilter(decision.Regions is { } regions ? [regions] : [])), QuestionScope.ThresholdOf(decision), decision.Epsilon);
    }

    private async Task<Result<Answered<T>>> ChargeAsync<T>(string name, Answered<T> answered, QuestionScope scope, CancellationToken cancellation)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(answered, ApiJson.Options);
        var (answer, exhausted) = await noise.ChargeAsync(
            name, content, Keys(scope), scope.Hundredths!.Value, options.Hundredths, time.GetUtcNow(), time.Today().Year, cancellation);
        return answer is null ? Exhausted(scope, exhausted!.Value) : Read<T>(answer);
    }

    private static List<long> Keys(QuestionScope scope) => [.. scope.Datasets.Select(d => d.Key)];

    private static Answered<T> Read<T>(byte[] stored) => JsonSerializer.Deserialize<Answered<T>>(stored, ApiJson.Options)!;

    private static Failure Exhausted(QuestionScope scope, long dataset) =>
        NoiseErrors.BudgetExhausted.With(scope.Datasets.First(d => d.Key == dataset).Id);
}
