using System.Data.Common;

namespace Pmo.Gateway.Alarms.Rules;

/// <summary>Looks at a check that was answered, after it has been added to the history. Thread-safe.</summary>
internal interface ICheckRule
{
    Task<Finding?> LookAsync(AnsweredCheck check, DbTransaction transaction);
}
