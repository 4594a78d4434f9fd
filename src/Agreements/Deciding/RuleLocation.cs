namespace Pmo.Agreements;

/// <summary>Where a rule stands.</summary>
/// <param name="File">File name without directory.</param>
/// <param name="Line">Counted from 1.</param>
public sealed record RuleLocation(string File, int Line)
{
    /// <summary><c>file:line</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}");
}
