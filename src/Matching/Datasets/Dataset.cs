using System.Globalization;
using System.Text.Json;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Datasets;

/// <summary>A dataset as it lies in the database.</summary>
internal sealed record Dataset
{
    public const string Open = "open";
    public const string Closed = "closed";

    public long Key { get; init; }

    public string Id { get; init; } = "";

    public string Owner { get; init; } = "";

    public string Title { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Unit { get; init; } = "";

    public string Basis { get; init; } = "";

    /// <summary><c>yyyy-MM-dd</c>.</summary>
    public string RetainUntil { get; init; } = "";

    public string? Programme { get; init; }

    public string? AidType { get; init; }

    public int? Year { get; init; }

    public long? Budget { get; init; }

    public string? Reference { get; init; }

    public string State { get; init; } = "";

    /// <summary><c>yyyy-MM-dd</c>; null before the first commit.</summary>
    public string? AsOf { get; init; }

    public int Rows { get; init; }

    /// <summary>JSON: of the last commit, people without a NIK by region code; null before the first.</summary>
    public string? WithoutNik { get; init; }

    /// <summary>JSON: of the last commit, defects by code.</summary>
    public string? Quality { get; init; }

    /// <summary>The audit entry that created it.</summary>
    public string Audit { get; init; } = "";

    public bool IsClosed => State == Closed;

    public DateOnly? AsOfDay => AsOf is null ? null : ReadDay(AsOf);

    /// <summary>All of it, for its owner.</summary>
    public DatasetInfo ForOwner() => new(
        Id, Title, Kind, Owner, State, Unit, Basis, ReadDay(RetainUntil), Programme, AidType, Year, Budget, Reference, AsOfDay, Rows,
        ReadCounts(WithoutNik), ReadCounts(Quality));

    /// <summary>What others may see whose agreement names it.</summary>
    public DatasetInfo ForOthers() => ForOwner() with { Basis = null, RetainUntil = null, Budget = null, Reference = null, Rows = null, WithoutNik = null, Quality = null };

    private static Dictionary<string, int>? ReadCounts(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<Dictionary<string, int>>(json, ApiJson.Options);

    /// <summary>What data-protection officers see whose record of processing names it.</summary>
    public DatasetInfo ForRecord() => ForOthers() with { Basis = Basis, RetainUntil = ReadDay(RetainUntil) };

    public static DateOnly ReadDay(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string WriteDay(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
