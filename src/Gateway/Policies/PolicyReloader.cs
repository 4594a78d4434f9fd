using Pmo.Agreements;
using Pmo.Gateway.Audit;

namespace Pmo.Gateway.Policies;

/// <summary>Looks at the folder and takes over what has changed, whole or not at all. One caller at a time.</summary>
internal sealed class PolicyReloader(PolicyHolder policies, AuditTrail trail, TimeProvider time, ILogger<PolicyReloader> logger)
{
    /// <summary>How long the files must have been the same: a file is written, and a folder exchanged, in several steps.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(100);

    private PolicySource _seen = policies.Loaded;

    /// <summary>One look.</summary>
    /// <remarks>
    /// Files are compared by their bytes: times and sizes lie on network file systems, and a Kubernetes volume changes by one symbolic
    /// link. What is loaded is what two looks in a row have seen, never the first half of one set with the second of another.
    /// </remarks>
    public async Task<Look> LookAsync(CancellationToken cancellation)
    {
        var source = PolicySource.Read(policies.Directory, cancellation);
        if (source.IsSame(_seen))
        {
            return Look.Same;
        }

        await Task.Delay(Settle, time, cancellation);
        if (!PolicySource.Read(policies.Directory, cancellation).IsSame(source))
        {
            return Look.Moving;
        }

        // The entry first: no request is decided by a set that the log does not know. If it cannot be written, the next look tries again.
        var load = PolicyLoader.Load(source, PolicyHolder.Enforced);
        if (load.IsValid)
        {
            await trail.PolicyLoadedAsync(load.Set.Digest);
            policies.Adopt(load.Set);
            PolicyLog.Loaded(logger, load.Set.Digest, load.Set.Agreements.Count);
        }
        else
        {
            await trail.PolicyRefusedAsync(source.Digest, [.. load.Errors.Select(e => e.Code.ToWire()).Distinct()]);
            policies.Refuse(load.Errors);
            Report(load.Errors);
        }

        _seen = source;
        return Look.Changed;
    }

    private void Report(IReadOnlyList<PolicyError> errors)
    {
        PolicyLog.Refused(logger, policies.Directory, errors.Count, policies.Current.Digest);
        foreach (var error in errors)
        {
            PolicyLog.Error(logger, error.File, error.Line, error.Code.ToWire(), error.Message.Id, error.Message.En);
        }
    }
}

/// <summary>What a look at the folder found.</summary>
internal enum Look
{
    /// <summary>As before.</summary>
    Same,

    /// <summary>Somebody is still writing.</summary>
    Moving,

    /// <summary>A change, which was taken over or refused.</summary>
    Changed,
}
