using System.Data.Common;
using Pmo.AuditLog.Verify;

namespace Pmo.AuditLog;

/// <summary>
/// The end of the log does not fit its last checkpoint: nothing can be committed to any more, so nothing is appended. A failure of storage, since
/// callers treat it as one: no entry, no answer.
/// </summary>
public sealed class LogDamagedException : DbException
{
    /// <param name="fault">What is wrong.</param>
    public LogDamagedException(LogFault fault)
        : base($"The audit log is damaged: {fault}") => Fault = fault;

    /// <summary>What is wrong.</summary>
    public LogFault Fault { get; }
}
