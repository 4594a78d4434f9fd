namespace Pmo.Agreements;

/// <summary>
/// Which fields of a permit mean something for an operation. Any other is refused: a quota that nothing meters would be a
/// promise the gateway does not keep.
/// </summary>
internal sealed record OperationFields(FieldUse Datasets, FieldUse Kinds, FieldUse Disclose, FieldUse Quota, FieldUse List)
{
    public static OperationFields Of(Operation operation) => operation switch
    {
        Operation.Check => new(FieldUse.Required, FieldUse.Required, FieldUse.Required, FieldUse.Optional, FieldUse.Optional),
        Operation.Upload => new(FieldUse.Required, FieldUse.Optional, FieldUse.None, FieldUse.Optional, FieldUse.Optional),
        Operation.Duplicates => new(FieldUse.Required, FieldUse.Optional, FieldUse.Required, FieldUse.Optional, FieldUse.None),
        Operation.Subject => new(FieldUse.Required, FieldUse.Optional, FieldUse.None, FieldUse.None, FieldUse.None),
        Operation.Overlaps or Operation.Coverage or Operation.Compare =>
            new(FieldUse.Required, FieldUse.None, FieldUse.None, FieldUse.None, FieldUse.None),
        Operation.Audit => new(FieldUse.None, FieldUse.None, FieldUse.None, FieldUse.None, FieldUse.None),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };
}

internal enum FieldUse
{
    None,
    Optional,
    Required,
}
