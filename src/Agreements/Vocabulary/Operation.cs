namespace Pmo.Agreements;

/// <summary>
/// What a partner does. Wire names: <c>check</c>, <c>upload</c>, … (<see cref="Vocabulary"/>). Evaluate inherits its session's operation.
/// </summary>
public enum Operation
{
    /// <summary>Asks which persons of a list are in others' datasets.</summary>
    Check,

    /// <summary>Fills an own dataset; the party that may upload to a dataset is its owner.</summary>
    Upload,

    /// <summary>Own rows that others also serve.</summary>
    Duplicates,

    /// <summary>Overlap counts between datasets.</summary>
    Overlaps,

    /// <summary>A register against all aid.</summary>
    Coverage,

    /// <summary>Two registers side by side.</summary>
    Compare,

    /// <summary>Access and erasure requests of a data subject.</summary>
    Subject,

    /// <summary>Reading the audit log; concerns no dataset.</summary>
    Audit,
}
