namespace Pmo.AuditLog.Search;

/// <summary>The words that an entry is found by: what of it, a colon, its value. Thread-safe.</summary>
public static class EntryWords
{
    /// <summary>The word of every entry.</summary>
    internal const string Every = "*";

    public static string Organisation(string id) => "org:" + id;

    public static string User(string id) => "user:" + id;

    public static string Agreement(string id) => "agreement:" + id;

    public static string Purpose(string code) => "purpose:" + code;

    public static string Operation(string name) => "operation:" + name;

    public static string Dataset(string id) => "dataset:" + id;

    public static string Decision(string decision) => "decision:" + decision;

    public static string Reason(string code) => "reason:" + code;

    public static string Status(int status) => "status:" + status.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static string Kind(string kind) => "kind:" + kind;

    /// <summary>All words of an entry.</summary>
    internal static IEnumerable<string> Of(AuditEntry entry)
    {
        yield return Every;
        yield return Kind(entry.Kind);
        yield return Decision(entry.Decision);
        if (entry.Organisation is { } organisation)
        {
            yield return Organisation(organisation);
        }

        if (entry.Operation is { } operation)
        {
            yield return Operation(operation);
        }

        foreach (var detail in DetailsOf(entry))
        {
            yield return detail;
        }
    }

    /// <summary>The words that go when its details are erased.</summary>
    internal static IEnumerable<string> DetailsOf(AuditEntry entry) =>
    [
        .. entry.User is { } user ? [User(user)] : Array.Empty<string>(),
        .. entry.Agreement is { } agreement ? [Agreement(agreement)] : Array.Empty<string>(),
        .. entry.Purpose is { } purpose ? [Purpose(purpose)] : Array.Empty<string>(),
        .. entry.Status is { } status ? [Status(status)] : Array.Empty<string>(),
        .. (entry.Datasets ?? []).Select(Dataset),
        .. (entry.Reasons ?? []).Select(Reason),
    ];
}
