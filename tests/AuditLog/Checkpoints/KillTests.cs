using System.Globalization;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Tree;
using Pmo.AuditLog.Verify;
using Pmo.LogWriter;
using Pmo.Testing;

namespace Pmo.AuditLog.Tests.Checkpoints;

/// <summary>
/// Killed at any instant: whatever was acknowledged is there, there is no gap, and the log grows out of every checkpoint that was ever shown. One file
/// goes through all kills. <c>PMO_KILLS</c> says how many random ones, default 20.
/// </summary>
public sealed class KillTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_at_random_moments_nothing_acknowledged_is_lost()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("PMO_KILLS") ?? "20", CultureInfo.InvariantCulture);
        using var folder = new TempDirectory();
        var survived = new Survivors(folder.File("log.db"));
        for (var kill = 0; kill < kills; kill++)
        {
            // Spread over what a batch takes and over what a checkpoint takes.
            var life = TimeSpan.FromMilliseconds((kill * 37 % 101) + (kill % 7 * 0.3));
            await survived.AddAsync(await LogProcess.RunAsync(folder.File("log.db"), writers: 1 + (kill % 3 * 4), life), Token);
        }

        survived.Acknowledged.ShouldBeGreaterThan(kills);
    }

    [Theory]
    [InlineData("before-write")]
    [InlineData("after-write")]
    [InlineData("after-commit")]
    [InlineData("acknowledge")]
    [InlineData("read")]
    public async Task Killed_at_a_marked_point_nothing_acknowledged_is_lost(string point)
    {
        using var folder = new TempDirectory();
        var survived = new Survivors(folder.File("log.db"));

        // The first times are the key's, the first checkpoint's, the first entry's; then appends and checkpoints in turn.
        for (var count = 1; count <= 5; count++)
        {
            await survived.AddAsync(await LogProcess.RunAsync(folder.File("log.db"), 2, life: null, point, $"{count}"), Token);
        }
    }

    private sealed class Survivors(string file)
    {
        private readonly List<string> _acknowledged = [];
        private readonly HashSet<string> _notes = [];

        public int Acknowledged => _acknowledged.Count;

        public async Task AddAsync((List<string> Acknowledged, List<string> Notes) run, CancellationToken cancellation)
        {
            _acknowledged.AddRange(run.Acknowledged);
            _notes.UnionWith(run.Notes);
            using var database = await FileLog.OpenAsync(file, TimeProvider.System);
            using var log = new MerkleLog(database, TimeProvider.System);
            await log.OpenAsync("test/log", new OpenGuard(), cancellation);

            var report = await log.VerifyAsync(TestLog.Months, cancellation);
            report.Faults.ShouldBeEmpty();
            var stored = (await database.ReadAsync(Storage.Rows.AllAsync, cancellation)).Select(r => r.Id!).ToHashSet(StringComparer.Ordinal);
            _acknowledged.Where(id => !stored.Contains(id)).ShouldBeEmpty();
            await ShouldHaveGrownAsync(log, cancellation);
        }

        private async Task ShouldHaveGrownAsync(MerkleLog log, CancellationToken cancellation)
        {
            var newest = log.Newest!;
            var nodes = new TileNodes(newest.Size, async (path, token) => (await log.ReadTileAsync(path, token))!);
            foreach (var note in _notes)
            {
                var earlier = LogProcess.Open(note, log.Key!);
                IReadOnlyList<byte[]> proof = earlier.Size == 0 ? [] : await ProofBuilder.ConsistencyAsync(earlier.Size, newest.Size, nodes, cancellation);
                ProofVerifier.IsConsistent(earlier.Size, earlier.Root.Span, newest.Size, newest.Root.Span, proof).ShouldBeTrue($"{earlier.Size} of {newest.Size}");
            }
        }
    }
}
