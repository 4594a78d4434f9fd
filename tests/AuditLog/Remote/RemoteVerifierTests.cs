using Pmo.AuditLog.Remote;
using Pmo.AuditLog.Verify;

namespace Pmo.AuditLog.Tests.Remote;

public sealed class RemoteVerifierTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(600)]
    public async Task Log_that_nobody_touched_is_sound(int entries)
    {
        using var test = await TestLog.NewAsync(entries);
        using var files = await LogFiles.OfAsync(test.Log);
        var seen = 0;

        var report = await RemoteVerifier.VerifyAsync(
            files.Client, test.Key,
            (first, commitments) =>
            {
                first.ShouldBe(seen);
                seen += commitments.Count;
                return Task.FromResult<IReadOnlyList<LogFault>>([]);
            },
            Token);

        report.ShouldBeSound(entries);
        seen.ShouldBe(entries);
    }

    // A byte in the middle of whatever is served.
    [Theory]
    [InlineData("checkpoint", FaultKind.CheckpointInvalid, 0, 0)]
    [InlineData("tile/0/001", FaultKind.TileDiffers, 256 + 128, 256 + 128)]
    [InlineData("tile/0/002.p/88", FaultKind.TileDiffers, 512 + 44, 512 + 44)]
    [InlineData("tile/entries/001", FaultKind.TileDiffers, 256 + 128, 256 + 128)]
    public async Task Changed_byte_is_named(string path, FaultKind kind, long first, long last)
    {
        using var test = await TestLog.NewAsync(600);
        using var files = await LogFiles.OfAsync(test.Log);
        files.Served[path][(files.Served[path].Length / 2) + 3] ^= 1;

        (await RemoteVerifier.VerifyAsync(files.Client, test.Key, each: null, Token)).ShouldName(kind, first, last);
    }

    [Fact]
    public async Task Log_that_lies_in_tile_and_bundle_alike_does_not_give_the_signed_root()
    {
        using var test = await TestLog.NewAsync(100);
        using var files = await LogFiles.OfAsync(test.Log);
        var commitment = new byte[32];
        commitment.CopyTo(files.Served["tile/entries/000.p/100"], 2);
        Tree.Hashes.Leaf(commitment).CopyTo(files.Served["tile/0/000.p/100"], 0);

        (await RemoteVerifier.VerifyAsync(files.Client, test.Key, each: null, Token)).ShouldName(FaultKind.RootDiffers, 0, 99);
    }

    [Theory]
    [InlineData("tile/entries/001", 0)]
    [InlineData("tile/0/001", 8191)]
    [InlineData("checkpoint", 100_000)]
    public async Task Answer_of_another_length_is_unreadable(string path, int length)
    {
        using var test = await TestLog.NewAsync(600);
        using var files = await LogFiles.OfAsync(test.Log);
        files.Served[path] = new byte[length];

        await Should.ThrowAsync<LogUnreadableException>(() => RemoteVerifier.VerifyAsync(files.Client, test.Key, each: null, Token));
    }

    [Fact]
    public async Task Tile_that_is_withheld_is_unreadable()
    {
        using var test = await TestLog.NewAsync(600);
        using var files = await LogFiles.OfAsync(test.Log);
        files.Served.Remove("tile/1/000.p/2").ShouldBeTrue();
        files.Served.Remove("tile/0/000").ShouldBeTrue();

        (await Should.ThrowAsync<LogUnreadableException>(() => RemoteVerifier.VerifyAsync(files.Client, test.Key, each: null, Token))).Message.ShouldContain("404");
    }
}
