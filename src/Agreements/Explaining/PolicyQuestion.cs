namespace Pmo.Agreements;

/// <summary>'May X do Y?', as far as whoever asks knows; what is left out is tried.</summary>
public sealed record PolicyQuestion
{
    /// <summary>The organisation.</summary>
    public required string Party { get; init; }

    /// <summary>What it would do.</summary>
    public required Operation Operation { get; init; }

    /// <summary>Under which agreement; null: each that it has.</summary>
    public string? Agreement { get; init; }

    /// <summary>For which purpose; null: each that the agreement names.</summary>
    public string? Purpose { get; init; }

    /// <summary>See <see cref="AccessRequest.Kind"/>.</summary>
    public string? Kind { get; init; }

    /// <summary>See <see cref="AccessRequest.Datasets"/>.</summary>
    public IReadOnlyList<string>? Datasets { get; init; }

    /// <summary>See <see cref="AccessRequest.Region"/>.</summary>
    public string? Region { get; init; }

    /// <summary>See <see cref="AccessRequest.Persons"/>.</summary>
    public int? Persons { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}
