using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Storage;
using Pmo.Matching.Comparing;
using Pmo.Matching.Coverage;
using Pmo.Matching.Noise;
using Pmo.Matching.Noise.Storage;
using Pmo.Matching.Overlaps;
using Pmo.Matching.Questions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Matching.Uploads.Storage;
using Pmo.Protocol.Api;
using Pmo.Testing;
using Pmo.Testing.Storage;

namespace Pmo.Matching.Tests.Questions;

/// <summary>A row as its owner has it.</summary>
internal sealed record RawRow(
    string Nik, string? AidType, long? Amount, string? Period, string? Region, int? Desil, string[] Needs, bool Delivered);

/// <summary>A list as its owner has it.</summary>
internal sealed record RawList(string Id, string Owner, string Kind, string? Programme, string? AidType, int? Year, long? Budget, List<RawRow> Rows);

/// <summary>Questions to real storage that is filled past the curve: a pseudonym is a hash of the synthetic NIK.</summary>
internal sealed class Population : IAsyncDisposable
{
    private readonly TempDirectory _folder;
    private readonly Database _database;
    private long _upload;

    private Population(TempDirectory folder, Database database) => (_folder, _database) = (folder, database);

    public int Budget { get; init; } = 2000;

    public static async Task<Population> CreateAsync()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true; // as the host does
        var folder = new TempDirectory();
        var (file, set) = (folder.File("q.db"), new MigrationSet("matching", typeof(MatchingService).Assembly));
        return new Population(
            folder,
            TestStorage.ConnectionString(file) is { } text
                ? await Database.ConnectAsync(text, TimeProvider.System, set)
                : await Database.OpenAsync(file, TimeProvider.System, set));
    }

    /// <summary>Nothing but these lists, and a snapshot of them.</summary>
    public Task FillAsync(IReadOnlyList<RawList> lists) => _database.WriteAsync(
        async transaction =>
        {
            var connection = transaction.Connection!;
            await connection.ExecuteAsync(
                """
                DELETE FROM records; DELETE FROM snapshot_uploads; DELETE FROM snapshots; DELETE FROM noise_spent; DELETE FROM noised_answers;
                DELETE FROM uploads; DELETE FROM datasets; INSERT INTO snapshots (key, taken_at) VALUES (1, 1)
                """,
                transaction: transaction);
            foreach (var (i, list) in lists.Index())
            {
                await connection.ExecuteAsync(
                    """
                    INSERT INTO datasets (key, id, owner, title, kind, unit, basis, retain_until, programme, aid_type, year, budget, state, as_of, rows, audit, changes)
                    VALUES (@i, @Id, @Owner, 't', @Kind, 'person', 'b', '2099-01-01', @Programme, @AidType, @Year, @Budget, 'open', '2026-01-01', 0, 'a', 0)
                    """,
                    new { i, list.Id, list.Owner, list.Kind, list.Programme, list.AidType, list.Year, list.Budget },
                    transaction);

                // In two uploads, as if appended: a question is about the dataset.
                foreach (var rows in list.Rows.Chunk(Math.Max(1, (list.Rows.Count + 1) / 2)))
                {
                    await AddAsync(transaction, i, rows);
                }
            }
        },
        default);

    public Task<Result<Answered<OverlapsAnswer>>> OverlapsAsync(Decision decision, params string[] include) => Run().AnswerAsync(
        new Question("overlaps", $"include={string.Join(',', include)}"), decision,
        (scope, _, noise) => OverlapQuestion.Answer(scope, include, noise, default), default);

    public Task<Result<Answered<CoverageAnswer>>> CoverageAsync(Decision decision, CoverageOrder order) => Run().AnswerAsync(
        new Question("coverage", order.Canonical, order.Before), decision,
        (scope, earlier, noise) => CoverageQuestion.Answer(scope, order, earlier, noise, default), default);

    public Task<Result<Answered<CompareAnswer>>> CompareAsync(Decision decision, CompareOrder order) => Run().AnswerAsync(
        new Question("compare", order.Canonical), decision, (scope, _, noise) => CompareQuestion.Answer(scope, order, noise, default), default);

    public static Decision Decide(string operation, IEnumerable<RawList> lists, int? threshold = null, DecidedRegions? regions = null, decimal? epsilon = null) =>
        new()
        {
            Iss = Decision.Issuer, Aud = "matching", Jti = "j", Iat = 0, Exp = 0, Partner = "analyst", User = "u", Operation = operation, Method = "GET",
            Target = "/", Audit = "a", Datasets = [.. lists.Select(l => new DecidedDataset(l.Id, l.Owner))], Threshold = threshold, Regions = regions,
            Epsilon = epsilon,
        };

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private QuestionRun Run() => new(
        _database, new NoiseStore(_database), new NoiseOptions(Budget), new SystemUniform(), new QuestionGate(), TimeProvider.System,
        NullLogger<QuestionRun>.Instance);

    private async Task AddAsync(System.Data.Common.DbTransaction transaction, int dataset, IEnumerable<RawRow> rows)
    {
        var upload = ++_upload;
        await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO uploads (key, id, dataset, partner, mode, as_of, rows, without_nik, quality, state, expires_at)
            VALUES (@upload, @id, @dataset, 'p', 'append', '2026-01-01', 0, '', '', 'committed', 0);
            INSERT INTO snapshot_uploads (snapshot, dataset, upload, as_of) VALUES (1, @dataset, @upload, '2026-01-01')
            """,
            new { upload, id = FormattableString.Invariant($"{upload}"), dataset },
            transaction);
        await RecordStore.InsertAsync(transaction, upload, [.. rows.Select(ToRecord)], default);
    }

    private static Matching.Uploads.Storage.Record ToRecord(RawRow row, int seq) => new(
        SHA256.HashData(Encoding.ASCII.GetBytes(row.Nik)).AsMemory(0, 16), new byte[60], null, null, 1, seq, row.AidType, row.Amount, row.Period, row.Region, row.Desil,
        row.Needs.Length == 0 ? null : System.Text.Json.JsonSerializer.Serialize(row.Needs), row.Delivered, null);
}
