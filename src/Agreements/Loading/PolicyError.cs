namespace Pmo.Agreements;

/// <summary>One thing wrong in a policy file, and how to mend it.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="File">File name without directory.</param>
/// <param name="Line">Counted from 1; 0 when it concerns the file as a whole.</param>
/// <param name="Message">What is wrong and the remedy.</param>
public sealed record PolicyError(PolicyErrorCode Code, string File, int Line, LocalizedText Message)
{
    /// <summary><c>file:line: code: message</c> in English, as compilers write it.</summary>
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}: {Code.ToWire()}: {Message.En}");
}
