using Dapper;
using Pmo.Matching.Tests.Hosts;
using Pmo.Testing.Storage;

namespace Pmo.Matching.Tests.Faults;

/// <summary>When the database's files can grow no further: a limit on the process, under which the operating system refuses what a full disk would.</summary>
public sealed class FullDiskTests(ApartHost apart) : IClassFixture<ApartHost>
{
    private const int Page = 4096;

    public static TheoryData<string> Names => Writes.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_write_for_which_there_is_no_room_is_refused_whole_and_taken_when_there_is(string write)
    {
        var host = apart.Host;
        for (var pages = 0; pages < 4; pages++)
        {
            var fault = await host.PrepareAsync(write, $"{write}-{pages}");
            await EmptyLogAsync(host);
            host.Process.LimitFiles(512 + (pages * (Page + 24)));
            var reply = await fault.SendAsync();
            host.Process.LimitFiles(null);
            var isDone = (int)reply.Status is 200 or 204;
            if (!isDone)
            {
                reply.ShouldBe(503, "storage_unavailable");
            }

            (isDone && pages == 0).ShouldBeFalse();
            (await fault.IsDoneAsync()).ShouldBe(isDone);
            await fault.ShouldEndWellAsync();
        }
    }

    // So that what is written next is written to its beginning.
    private static async Task EmptyLogAsync(MatchingHost host)
    {
        await using var connection = TestStorage.Open(host.Database);
        await connection.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
    }
}
