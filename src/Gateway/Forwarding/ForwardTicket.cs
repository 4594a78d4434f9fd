using Pmo.Gateway.Access;

namespace Pmo.Gateway.Forwarding;

/// <summary>A granted request on its way. One request's own.</summary>
internal sealed class ForwardTicket(CallContext call, Grant grant)
{
    public CallContext Call { get; } = call;

    public Grant Grant { get; } = grant;

    /// <summary>Whether its outcome is in the log.</summary>
    public bool IsRecorded { get; set; }
}
