using Pmo.Gateway.Api;

namespace Pmo.Gateway.Access;

/// <summary>The rule of each kind of call.</summary>
internal sealed class AccessRules(
    OpenRule open, PartRule part, CommitRule commit, DatasetRule dataset, ReadRule read, ReadSessionRule readSession,
    OperatorRule @operator, AuditRule audit, ChargedRule charged, QuestionRule question)
{
    public IAccessRule For(CallKind kind) => kind switch
    {
        CallKind.Open => open,
        CallKind.Part => part,
        CallKind.Commit => commit,
        CallKind.Dataset => dataset,
        CallKind.Read => read,
        CallKind.ReadSession => readSession,
        CallKind.Operator => @operator,
        CallKind.Audit => audit,
        CallKind.Charged => charged,
        CallKind.Question => question,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
