using Pmo.Client.Http;
using Pmo.Client.Profiles;
using Pmo.Client.Sessions;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;
using Pmo.Protocol.Parts;

namespace Pmo.Client.Checks;

/// <summary>
/// Checks a list of persons: blinds their numbers here, has them evaluated, sends tokens, commits. No NIK leaves the process.
/// One check at a time per list; otherwise thread-safe.
/// </summary>
/// <param name="gateway">Whom to ask.</param>
/// <param name="home">Where states of unfinished checks are kept.</param>
public sealed class CheckRunner(GatewayClient gateway, PmoHome home)
{
    private readonly ResumeStore _store = new(home);

    /// <summary>Whether a check of this list under this agreement was begun and not finished.</summary>
    public bool HasUnfinished(CheckOrder order) => ResumeStore.Read(_store.PathOf(gateway.Profile, order)) is not null;

    /// <summary>Forgets the state. To be called once the result is in a safe place; until then the answer can be asked for again.</summary>
    public void Complete(CheckOrder order) => ResumeStore.Delete(_store.PathOf(gateway.Profile, order));

    /// <summary>Runs the check, or the rest of it. Cancelling it leaves a state from which it can go on, for 24 hours.</summary>
    /// <param name="order">What to check.</param>
    /// <param name="persons">1 to 1,000,000 distinct numbers of the order's kind, in the order of the answer's indexes.</param>
    /// <param name="resume">Go on where an earlier run stopped, if there is one; parts already evaluated cost nothing.</param>
    /// <param name="progress">Told after each part; may be null.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Outcome<CheckAnswer>> RunAsync(
        CheckOrder order, IReadOnlyList<Nik> persons, bool resume, IProgress<SessionProgress>? progress, CancellationToken cancel)
    {
        if (persons.Count is 0 or > PartPlan.MaxRows)
        {
            return ClientProblems.Size(PartPlan.MaxRows).ToProblem(gateway.Language);
        }

        progress?.Report(new SessionProgress(0, persons.Count, SessionPhase.Opening));
        if (!(await KeyStatements.CurrentAsync(gateway, order.Grant, order.Kind, cancel)).TryGet(out var statement, out var problem))
        {
            return problem;
        }

        var calls = new CheckCalls(gateway, order.Grant);
        if (!(await OpenAsync(calls, order, persons.Count, statement, resume, cancel)).TryGet(out var open, out problem))
        {
            return problem;
        }

        if (open.State != "committed"
            && await SendAsync(calls, order, open, statement, persons, progress, cancel) is { } failed)
        {
            return failed;
        }

        progress?.Report(new SessionProgress(persons.Count, persons.Count, SessionPhase.Committing));
        var answer = await calls.CommitAsync(open.Saved.CheckId!, open.Saved.IdempotencyKey + "-commit", cancel);
        return answer.TryGet(out var value, out _) && !Fits(value, persons.Count)
            ? ClientProblems.Malformed("check").ToProblem(gateway.Language)
            : answer;
    }

    private async Task<Outcome<OpenCheck>> OpenAsync(
        CheckCalls calls, CheckOrder order, int rows, KeyStatement statement, bool resume, CancellationToken cancel)
    {
        var path = _store.PathOf(gateway.Profile, order);
        var saved = resume ? ResumeStore.Read(path) : null;
        if (saved is not null && (saved.KeyId != statement.KeyId || saved.Rows != rows))
        {
            return ClientProblems.OtherKey().ToProblem(gateway.Language);
        }

        // Written before anything is asked for: from here on a lost answer costs nothing.
        saved ??= new ResumeState(
            GatewayRequest.NewIdempotencyKey(), BlindSeed.New().Export(), order.ListDigest, rows, gateway.Time.GetUtcNow(), statement.KeyId);
        if (!ResumeStore.Write(path, saved))
        {
            return ClientProblems.Unwritable(Path.GetDirectoryName(path)!).ToProblem(gateway.Language);
        }

        if (saved.CheckId is null)
        {
            var answer = await calls.OpenAsync(new CheckRequest(rows, order.Kind.Name, order.Datasets), saved.IdempotencyKey, cancel);
            if (!answer.TryGet(out var opened, out var refused))
            {
                Forget(path, refused);
                return refused;
            }

            saved = saved with { CheckId = opened.CheckId };
            ResumeStore.Write(path, saved);
        }

        return await StateAsync(calls, saved, resume, rows, cancel);
    }

    private async Task<Outcome<OpenCheck>> StateAsync(CheckCalls calls, ResumeState saved, bool resume, int rows, CancellationToken cancel)
    {
        if (!resume)
        {
            return new OpenCheck(saved, "open", []);
        }

        if (!(await calls.StateAsync(saved.CheckId!, cancel)).TryGet(out var state, out var problem))
        {
            return problem.Status is 404 or 410 ? ClientProblems.Expired().ToProblem(gateway.Language) : problem;
        }

        return state.State is "open" or "committed" && state.Rows == rows
            ? new OpenCheck(saved, state.State, state.Received)
            : ClientProblems.Expired().ToProblem(gateway.Language);
    }

    private async Task<GatewayProblem?> SendAsync(
        CheckCalls calls,
        CheckOrder order,
        OpenCheck open,
        KeyStatement statement,
        IReadOnlyList<Nik> persons,
        IProgress<SessionProgress>? progress,
        CancellationToken cancel)
    {
        var check = open.Saved.CheckId!;
        var evaluator = new PartEvaluator(gateway, statement, BlindSeed.Of(open.Saved.Seed)!, order.Grant, check);
        var done = open.Received.Distinct().Sum(part => PartPlan.PersonsIn(persons.Count, part));
        progress?.Report(new SessionProgress(done, persons.Count, SessionPhase.Sending));
        var missing = Enumerable.Range(0, PartPlan.Count(persons.Count)).Except(open.Received);
        return await PartRun.AllAsync(
            missing,
            async (part, token) =>
            {
                var size = PartPlan.PersonsIn(persons.Count, part);
                var tokens = await evaluator.TokensAsync(
                    part, size, i => PersonInput.Of(order.Kind, persons[part * PartPlan.MaxPersons + i]), token);
                if (!tokens.TryGet(out var bytes, out var problem)
                    || !(await calls.PutAsync(check, part, bytes, statement.KeyId, token)).TryGet(out _, out problem))
                {
                    return problem;
                }

                progress?.Report(new SessionProgress(Interlocked.Add(ref done, size), persons.Count, SessionPhase.Sending));
                return null;
            },
            cancel);
    }

    /// <summary>A refused opening left nothing to resume; one whose answer was lost may have.</summary>
    private static void Forget(string path, GatewayProblem refused)
    {
        if (refused.Kind is not (FailureKind.Network or FailureKind.Internal))
        {
            ResumeStore.Delete(path);
        }
    }

    private static bool Fits(CheckAnswer answer, int persons)
    {
        var seen = new bool[persons];
        foreach (var result in answer.Results)
        {
            if (result.I < 0 || result.I >= persons || seen[result.I] || result.Status is not (CheckResult.Match or CheckResult.Withheld))
            {
                return false;
            }

            seen[result.I] = true;
        }

        return answer.Rows == persons;
    }

    private sealed record OpenCheck(ResumeState Saved, string State, IReadOnlyList<int> Received);
}
