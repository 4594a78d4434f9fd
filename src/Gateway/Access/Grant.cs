using System.Data.Common;
using Pmo.Gateway.Forwarding;
using Pmo.Gateway.Quotas;
using Pmo.Hosting.Decisions;

namespace Pmo.Gateway.Access;

/// <summary>A request that may go on.</summary>
internal sealed record Grant
{
    /// <summary>The caller's receipt: the decision entry, durable before this was made.</summary>
    public required string Audit { get; init; }

    /// <summary>What the service will be told; null when the Gateway answers itself.</summary>
    public Decision? Decision { get; init; }

    /// <summary>For the <c>RateLimit</c> headers.</summary>
    public IReadOnlyList<MeterReading> Readings { get; init; } = [];

    /// <summary>What to do once the service has answered with a status; runs before anything of the answer is passed on.</summary>
    public Func<int, Task>? Answered { get; init; }

    /// <summary>What stands or falls with the outcome entry, in its transaction.</summary>
    public Func<ServiceOutcome, DbTransaction, Task>? Settle { get; init; }
}
