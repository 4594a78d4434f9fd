using Pmo.Matching.Tests.Hosts;

namespace Pmo.Matching.Tests.Faults;

/// <summary>A write that is ready to be sent, and may be sent again.</summary>
/// <param name="SendAsync">Sends it.</param>
/// <param name="IsDoneAsync">Whether all of it is there; throws when only some of it is.</param>
internal sealed record Fault(Func<Task<Reply>> SendAsync, Func<Task<bool>> IsDoneAsync)
{
    /// <summary>Sends it once more, after whatever befell it: now it is done, and once.</summary>
    public async Task ShouldEndWellAsync()
    {
        var reply = await SendAsync();
        ((int)reply.Status).ShouldBeInRange(200, 299, System.Text.Encoding.UTF8.GetString(reply.Body));
        (await IsDoneAsync()).ShouldBeTrue();
        ((int)(await SendAsync()).Status).ShouldBeInRange(200, 299);
        (await IsDoneAsync()).ShouldBeTrue();
    }
}
