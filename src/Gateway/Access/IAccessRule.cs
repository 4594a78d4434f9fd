namespace Pmo.Gateway.Access;

/// <summary>Decides one kind of call. What it grants has its decision entry on disk. Thread-safe.</summary>
internal interface IAccessRule
{
    Task<AccessResult> DecideAsync(CallContext call, CancellationToken cancellation);
}
