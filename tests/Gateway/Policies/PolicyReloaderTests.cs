using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Pmo.Gateway.Audit;
using Pmo.Gateway.Policies;
using Pmo.Testing;

namespace Pmo.Gateway.Tests.ReloadedPolicies;

/// <summary>One look at a time, with somebody writing in the middle of it.</summary>
public sealed class PolicyReloaderTests(Stack stack) : IClassFixture<Stack>, IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_that_changes_between_two_looks_is_left_until_it_rests()
    {
        Write("org-a", "a-data");
        var holder = PolicyHolder.Load(_folder.Path);
        var before = holder.Current.Digest;
        var writing = new MeanwhileClock(() => Write("org-b", "b-data, c-data"));
        var reloader = new PolicyReloader(holder, stack.Gateway.GetRequiredService<AuditTrail>(), writing, NullLogger<PolicyReloader>.Instance);

        // The first look sees half of what is written, the second the rest: neither is taken.
        Write("org-b", "b-data");
        (await reloader.LookAsync(CancellationToken.None)).ShouldBe(Look.Moving);
        holder.Current.Digest.ShouldBe(before);

        (await reloader.LookAsync(CancellationToken.None)).ShouldBe(Look.Changed);
        holder.Current.OwnerOf("c-data")!.Value.Value.ShouldBe("org-b");
        (await reloader.LookAsync(CancellationToken.None)).ShouldBe(Look.Same);
    }

    [Fact]
    public async Task An_invalid_set_is_reported_once_and_not_at_every_look()
    {
        Write("org-a", "a-data");
        var holder = PolicyHolder.Load(_folder.Path);
        var reloader = new PolicyReloader(holder, stack.Gateway.GetRequiredService<AuditTrail>(), TimeProvider.System, NullLogger<PolicyReloader>.Instance);
        _folder.Write("b.yaml", "id: [\n");

        (await reloader.LookAsync(CancellationToken.None)).ShouldBe(Look.Changed);
        (await reloader.LookAsync(CancellationToken.None)).ShouldBe(Look.Same);

        holder.Refused.ShouldHaveSingleItem().File.ShouldBe("b.yaml");
        holder.Current.OwnerOf("a-data").ShouldNotBeNull();
        File.Delete(_folder.File("b.yaml"));
        (await reloader.LookAsync(CancellationToken.None)).ShouldBe(Look.Changed);
        holder.Refused.ShouldBeEmpty();
    }

    private void Write(string party, string datasets) => _folder.Write(party + ".yaml", Tests.Policies.Owner(party, datasets));

    /// <summary>Waiting takes no time, but something is done meanwhile.</summary>
    private sealed class MeanwhileClock(Action meanwhile) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            meanwhile();
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
