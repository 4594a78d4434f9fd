using System.Collections.Concurrent;
using Pmo.Client.Checks;
using Pmo.Client.Datasets;
using Pmo.Client.Http;
using Pmo.Client.Profiles;
using Pmo.Client.Uploads;
using Pmo.EndToEnd.Tests.Running;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;

namespace Pmo.EndToEnd.Tests.Replicas;

/// <summary>Partners that check, and an owner that uploads, one after the other until they are told to stop; what they were told is held against what is so.</summary>
internal sealed class Load(Twins twins) : IDisposable
{
    public const int Known = 12;
    public const int Unknown = 18;
    public const int UploadRows = 25;
    private static readonly Grant Checking = new("partner-pks", "pre-donation-check");
    private static readonly Grant Uploading = new("owner-pks", "registration");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly SemaphoreSlim _done = new(0);
    private volatile bool _isOver;
    private int _checks;

    /// <summary>Everything that did not come out as it must.</summary>
    public ConcurrentQueue<string> Wrong { get; } = new();

    /// <summary>Receipts of checks that were answered.</summary>
    public ConcurrentQueue<string> Receipts { get; } = new();

    /// <summary>First person of each upload that was acknowledged.</summary>
    public ConcurrentQueue<int> Uploads { get; } = new();

    /// <summary>Makes the datasets, and fills the one that does not change.</summary>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        using var client = twins.Client(Twins.Owner, out var profile);
        using var _ = profile;
        foreach (var dataset in (string[])[Twins.Base, Twins.Growing])
        {
            var made = await new DatasetClient(client).CreateAsync(
                new DatasetRequest(dataset, "Uji", "aid", "person", "UU 27/2022", new DateOnly(2099, 12, 31), AidType: "PKH", Year: 2026), Uploading, cancel);
            made.Problem.ShouldBeNull();
        }

        (await UploadAsync(client, Twins.Base, 0, Known, cancel)).ShouldBeNull();
    }

    /// <summary>Runs until <see cref="Stop"/>; what is under way then is brought to its end.</summary>
    public Task RunAsync(CancellationToken cancel) => Task.WhenAll(CheckAsync(1, cancel), CheckAsync(2, cancel), CheckAsync(3, cancel), UploadAsync(cancel));

    public void Stop() => _isOver = true;

    public void Dispose() => _done.Dispose();

    /// <summary>Until so many more were answered.</summary>
    public async Task ProgressAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            (await _done.WaitAsync(Patience)).ShouldBeTrue("nothing comes to an end any more");
            Wrong.ShouldBeEmpty();
        }
    }

    /// <summary>Which of the people of the acknowledged uploads are found.</summary>
    public async Task<int> FoundAsync(CancellationToken cancel)
    {
        using var client = twins.Client(Twins.Partner, out var profile);
        using var _ = profile;
        var niks = Uploads.SelectMany(first => People.Make(first, UploadRows)).Select(Parse).ToArray();
        var answer = await new CheckRunner(client, new PmoHome(twins.File("resume-last"))).RunAsync(
            new CheckOrder(Checking, "last"), niks, resume: false, progress: null, cancel);
        answer.Problem.ShouldBeNull();
        return answer.TryGet(out var value, out var none) ? value.Matched : -1;
    }

    /// <summary>Rows of the dataset that grows, as its owner sees them.</summary>
    public async Task<int?> RowsAsync(CancellationToken cancel)
    {
        using var client = twins.Client(Twins.Owner, out var profile);
        using var _ = profile;
        return (await new DatasetClient(client).ShowAsync(Twins.Growing, Uploading, cancel)).TryGet(out var info, out var problem)
            ? info.Rows : throw new InvalidOperationException(problem.Code);
    }

    private async Task CheckAsync(int worker, CancellationToken cancel)
    {
        using var client = twins.Client(Twins.Partner, out var profile);
        using var _ = profile;
        var runner = new CheckRunner(client, new PmoHome(twins.File($"resume-{worker}")));
        while (!_isOver)
        {
            // Every third is known: the answer names them by their places.
            var number = Interlocked.Increment(ref _checks);
            var unknown = People.Make(1_000_000 + number * Unknown, Unknown);
            var list = People.Make(0, Known).Zip(unknown.Take(Known)).SelectMany(p => (string[])[p.First, p.Second]).Concat(unknown.Skip(Known)).ToList();
            var answer = await runner.RunAsync(
                new CheckOrder(Checking, $"list-{number}"), list.Select(Parse).ToArray(), resume: false, progress: null, cancel);
            if (!answer.TryGet(out var value, out var problem))
            {
                Wrong.Enqueue($"check {number}: {problem.Status} {problem.Code} {problem.Detail}");
            }
            else if (!value.Results.Select(r => r.I).Order().SequenceEqual(Enumerable.Range(0, Known).Select(i => 2 * i)) || value.Matched != Known)
            {
                Wrong.Enqueue($"check {number}: matched {value.Matched} at {string.Join(',', value.Results.Select(r => r.I))}");
            }
            else
            {
                Receipts.Enqueue(value.Receipt);
            }

            _done.Release();
        }
    }

    private async Task UploadAsync(CancellationToken cancel)
    {
        using var client = twins.Client(Twins.Owner, out var profile);
        using var _ = profile;
        for (var first = 500_000; !_isOver; first += UploadRows)
        {
            if (await UploadAsync(client, Twins.Growing, first, UploadRows, cancel) is { } problem)
            {
                Wrong.Enqueue($"upload {first}: {problem.Status} {problem.Code} {problem.Detail}");
            }
            else
            {
                Uploads.Enqueue(first);
            }
        }
    }

    private static async Task<GatewayProblem?> UploadAsync(GatewayClient client, string dataset, int first, int count, CancellationToken cancel) =>
        (await new UploadRunner(client).RunAsync(
            new UploadOrder(Uploading, dataset, new UploadRequest("append", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), count)),
            [.. People.Make(first, count).Select(nik => new UploadItem(Parse(nik), new UploadRow([], "delivered")))],
            progress: null, cancel)).Problem;

    private static Nik Parse(string text) => Nik.TryParse(text, out var nik, out _) == NikDefect.None ? nik : throw new InvalidDataException();
}
