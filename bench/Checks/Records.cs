using System.Diagnostics;
using System.Globalization;
using Pmo.Client.Datasets;
using Pmo.Client.Http;
using Pmo.Client.Sessions;
using Pmo.Client.Uploads;
using Pmo.Protocol.Api;

namespace Pmo.Bench.Checks;

/// <summary>The dataset that is checked against, uploaded by its owner through the Gateway unless an earlier run did.</summary>
internal static class Records
{
    private static readonly DateOnly AsOf = new(2026, 6, 30);
    private static readonly DateOnly Retain = new(2099, 12, 31);
    private static readonly UploadRow Row = new([], "delivered", AidType: "PKH", Amount: 1_200_000, Period: "2026", Region: "187101");

    private static readonly Grant Grant = new(Parties.OwnerAgreement, Parties.OwnerPurpose);

    public static string Name(int records) => string.Create(CultureInfo.InvariantCulture, $"province-{records}");

    /// <summary>Makes sure that it is there.</summary>
    /// <returns>Seconds that the upload took; null if it was there already.</returns>
    public static async Task<double?> EnsureAsync(string data, int records, CancellationToken cancellation)
    {
        using var owner = Member.Open(data, Parties.Owner);
        var name = Name(records);
        if (await CreateAsync(owner, name, cancellation) == records)
        {
            return null;
        }

        var items = Array.ConvertAll(Population.Make(0, records), nik => new UploadItem(nik, Row));
        var start = Stopwatch.GetTimestamp();
        Member.Expect(await new UploadRunner(owner.Gateway).RunAsync(
            new UploadOrder(Grant, name, new UploadRequest("replace", AsOf, records)), items, new Progress(), cancellation));
        await Console.Error.WriteLineAsync();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Makes the dataset if it is not there.</summary>
    /// <returns>Its rows.</returns>
    public static async Task<int> CreateAsync(Member owner, string name, CancellationToken cancellation)
    {
        var datasets = new DatasetClient(owner.Gateway);
        var before = await datasets.ShowAsync(name, Grant, cancellation);
        if (before.TryGet(out var info, out _))
        {
            return info.Rows ?? 0;
        }

        Member.Expect(await datasets.CreateAsync(
            new DatasetRequest(name, "Tolok ukur (contoh)", "aid", "person", "UU 27/2022 20(2)e", Retain, "Program Keluarga Harapan", "PKH", 2026), Grant, cancellation));
        return 0;
    }

    private sealed class Progress : IProgress<SessionProgress>
    {
        public void Report(SessionProgress value) => Console.Error.Write($"\rupload {value.Done:N0} of {value.Total:N0} ");
    }
}
