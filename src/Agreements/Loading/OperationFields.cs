namespace Pmo.Agreements;

/// <summary>
/// Which fields of a permit mean something for an operation. Any other is refused: a quota that nothing meters would be a
/// promise the gateway does not keep.
/// </summary>
internal sealed class OperationFields
{
    private readonly string[] required;
    private readonly string[] optional;

    private OperationFields(string[] required, string[] optional) => (this.required, this.optional) = (required, optional);

    /// <summary>How the operation uses a permit's field.</summary>
    public FieldUse this[string field] =>
        required.Contains(field) ? FieldUse.Required : optional.Contains(field) ? FieldUse.Optional : FieldUse.None;

    public static OperationFields Of(Operation operation) => operation switch
    {
        Operation.Check => new(["datasets", "kinds", "disclose"], ["regions", "quota", "list"]),
        Operation.Upload => new(["datasets"], ["kinds", "quota", "list"]),
        Operation.Duplicates => new(["datasets", "disclose"], ["kinds", "regions", "quota"]),
        Operation.Overlaps or Operation.Coverage or Operation.Compare => new(["datasets"], ["regions", "threshold", "noise"]),
        Operation.Subject => new(["datasets"], ["kinds"]),
        Operation.Audit => new([], []),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };
}

internal enum FieldUse
{
    None,
    Optional,
    Required,
}
