using System.Globalization;
using Pmo.Matching.Tests.Hosts;
using Pmo.MatchingWorker;

namespace Pmo.Matching.Tests.Faults;

/// <summary>
/// Killed as by <c>kill -9</c> at its statements in the database and before its answer: the write is there whole or not at all, and sent again it is done
/// once. <c>PMO_KILLS=all</c> dies at each statement, and not only in the middle and before the end.
/// </summary>
public sealed class KillTests(ApartHost apart) : IClassFixture<ApartHost>
{
    public static TheoryData<string> Names => Writes.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Killed_at_a_marked_point_a_write_is_whole_or_nothing_and_can_be_sent_again(string write)
    {
        var host = apart.Host;
        var statements = await CountAsync(host, write);
        foreach (var statement in Points(statements))
        {
            var fault = await host.PrepareAsync(write, $"{write}-{statement}");
            if (await DiesAsync(host, $"statement {statement}", fault))
            {
                var isDone = await fault.IsDoneAsync();
                (isDone && statement == 1).ShouldBeFalse();
            }

            await fault.ShouldEndWellAsync();
        }

        var last = await host.PrepareAsync(write, $"{write}-acknowledge");
        (await DiesAsync(host, "acknowledge 1", last)).ShouldBeTrue();
        (await last.IsDoneAsync()).ShouldBeTrue();
        await last.ShouldEndWellAsync();
    }

    private static IEnumerable<int> Points(int statements) => Environment.GetEnvironmentVariable("PMO_KILLS") == "all"
        ? Enumerable.Range(1, statements)
        : [(statements / 2) + 1, statements];

    private static async Task<int> CountAsync(MatchingHost host, string write)
    {
        var fault = await host.PrepareAsync(write, $"{write}-whole");
        var reply = await ArmedAsync(host, $"statement {int.MaxValue}", fault);
        (await fault.IsDoneAsync()).ShouldBeTrue();
        var statements = int.Parse(reply.Headers.GetValues(DyingRequest.Statements).Single(), CultureInfo.InvariantCulture);
        statements.ShouldBeGreaterThan(1);
        return statements;
    }

    // Not always at the last statement: what others wrote meanwhile shares a transaction with it at one time and not at another.
    private static async Task<bool> DiesAsync(MatchingHost host, string at, Fault fault)
    {
        try
        {
            await ArmedAsync(host, at, fault);
            return false;
        }
        catch (Exception e) when (MatchingProcess.IsGone(e))
        {
            host.Http.DefaultRequestHeaders.Remove(DyingRequest.At);
            await host.Process.ShouldDieAsync();
            await host.StartProcessAsync();
            return true;
        }
    }

    private static async Task<Reply> ArmedAsync(MatchingHost host, string at, Fault fault)
    {
        host.Http.DefaultRequestHeaders.Add(DyingRequest.At, at);
        var reply = await fault.SendAsync();
        host.Http.DefaultRequestHeaders.Remove(DyingRequest.At);
        return reply;
    }
}
