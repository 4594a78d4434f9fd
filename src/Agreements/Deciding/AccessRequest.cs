namespace Pmo.Agreements;

/// <summary>What a partner asks to do. Texts are as they came: whatever does not parse is denied, never thrown.</summary>
public sealed record AccessRequest
{
    /// <summary>The organisation that asks: the token's <c>org</c>.</summary>
    public required string Partner { get; init; }

    /// <summary>The agreement it names (<c>Pmo-Agreement</c>).</summary>
    public required string? Agreement { get; init; }

    /// <summary>The purpose it names (<c>Pmo-Purpose</c>).</summary>
    public required string? Purpose { get; init; }

    /// <summary>What it does.</summary>
    public required Operation Operation { get; init; }

    /// <summary>Wire name of a <see cref="PersonKind"/>; null means <c>nik</c>. Ignored for operations that concern no kind.</summary>
    public string? Kind { get; init; }

    /// <summary>The datasets it names; null: all that the agreement's permits of this operation and kind name.</summary>
    public IReadOnlyList<string>? Datasets { get; init; }

    /// <summary>The region it asks about; null: wherever it may. Ignored for operations that concern none.</summary>
    public string? Region { get; init; }

    /// <summary>Distinct persons of the list; null when the request is not the opening of a list, and list limits are not judged.</summary>
    public int? Persons { get; init; }

    /// <summary>When, with any offset; days are counted in WIB.</summary>
    public required DateTimeOffset At { get; init; }
}
