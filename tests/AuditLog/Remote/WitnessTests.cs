using Pmo.AuditLog.Remote;

namespace Pmo.AuditLog.Tests.Remote;

public sealed class WitnessTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Log_that_grows_is_consistent()
    {
        using var test = await TestLog.NewAsync();
        WitnessState? state = null;
        foreach (var more in (int[])[0, 3, 0, 300, 1, 256])
        {
            for (var i = 0; i < more; i++)
            {
                await test.AppendAsync();
            }

            await test.SealAsync();
            using var files = await LogFiles.OfAsync(test.Log);
            var (verdict, remember, checkpoint) = await Witness.LookAsync(files.Client, state, pinned: null, Token);

            verdict.ShouldBe(state is null ? WitnessVerdict.First : WitnessVerdict.Consistent);
            checkpoint.ShouldBe(test.Log.Newest);
            state = remember.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Log_put_back_from_a_backup_is_rolled_back()
    {
        using var test = await TestLog.NewAsync(10);
        using var early = await LogFiles.OfAsync(test.Log);
        await test.AppendAsync();
        await test.SealAsync();
        using var late = await LogFiles.OfAsync(test.Log);
        var (_, state, _) = await Witness.LookAsync(late.Client, null, test.Key, Token);

        (await Witness.LookAsync(early.Client, state, pinned: null, Token)).ShouldRefuse(WitnessVerdict.RolledBack);
    }

    // The same key, another history: a copy of the database that was gone on with apart.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    public async Task Second_history_under_the_same_key_is_a_fork(int more)
    {
        using var test = await TestLog.NewAsync(20);
        test.Tamper("PRAGMA wal_checkpoint(TRUNCATE)");
        using var fork = await TestLog.CopyAsync(test.File);
        await test.AppendAsync();
        await test.SealAsync();
        for (var i = 0; i <= more; i++)
        {
            await fork.AppendAsync();
        }

        await fork.SealAsync();
        using var shown = await LogFiles.OfAsync(test.Log);
        using var toOthers = await LogFiles.OfAsync(fork.Log);
        var (_, state, _) = await Witness.LookAsync(shown.Client, null, pinned: null, Token);

        (await Witness.LookAsync(toOthers.Client, state, pinned: null, Token)).ShouldRefuse(WitnessVerdict.Forked);
    }

    [Fact]
    public async Task Log_made_anew_has_another_key()
    {
        using var test = await TestLog.NewAsync(5);
        using var other = await TestLog.NewAsync(9);
        using var one = await LogFiles.OfAsync(test.Log);
        using var two = await LogFiles.OfAsync(other.Log);
        var (_, state, _) = await Witness.LookAsync(one.Client, null, pinned: null, Token);

        (await Witness.LookAsync(two.Client, state, pinned: null, Token)).ShouldRefuse(WitnessVerdict.OtherKey);
        (await Witness.LookAsync(one.Client, state, pinned: other.Key, Token)).ShouldRefuse(WitnessVerdict.OtherKey);
        (await Witness.LookAsync(one.Client, null, pinned: other.Key, Token)).ShouldRefuse(WitnessVerdict.OtherKey);
    }

    [Fact]
    public async Task Memory_that_cannot_be_read_is_not_taken_for_none()
    {
        using var test = await TestLog.NewAsync(5);
        using var files = await LogFiles.OfAsync(test.Log);

        (await Witness.LookAsync(files.Client, new WitnessState(test.Key.ToString(), "x"), null, Token)).ShouldRefuse(WitnessVerdict.StateDamaged);
        (await Witness.LookAsync(files.Client, new WitnessState("x", test.Log.NewestNote!), null, Token)).ShouldRefuse(WitnessVerdict.StateDamaged);
    }
}
