namespace Pmo.Hosting.Decisions;

/// <summary>A dataset that a decision covers, and who owns it according to the agreements: Matching refuses a mismatch.</summary>
public sealed record DecidedDataset(string Id, string Owner);

/// <summary>
/// Where the records lie that an answer may rest on: Kemendagri codes, each with all below it. In one of <paramref name="Only"/> (empty: anywhere) and in
/// none of <paramref name="Withheld"/>; a record of unknown region is outside as soon as either is not empty, and one that
/// names only what a withheld region lies in may lie in that, and is outside.
/// </summary>
public sealed record DecidedRegions(IReadOnlyList<string> Only, IReadOnlyList<string> Withheld);

/// <summary>
/// What the Gateway decided of one request, for one service, signed (<c>typ: pmo-decision+jwt</c>, HS256, 60 s, used once). A service acts on nothing
/// else: partner, datasets and obligations come from here and never from the request.
/// </summary>
public sealed record Decision
{
    /// <summary>JWS type.</summary>
    public const string Type = "pmo-decision+jwt";

    /// <summary>The issuer.</summary>
    public const string Issuer = "pmo-gateway";

    public required string Iss { get; init; }

    /// <summary>The service: <c>pseudonyms</c> or <c>matching</c>.</summary>
    public required string Aud { get; init; }

    public required string Jti { get; init; }

    /// <summary>Issued at, seconds since 1970.</summary>
    public required long Iat { get; init; }

    /// <summary>Ends at, seconds since 1970.</summary>
    public required long Exp { get; init; }

    /// <summary>The organisation that asks.</summary>
    public required string Partner { get; init; }

    /// <summary>The client or person within it.</summary>
    public required string User { get; init; }

    public string? Agreement { get; init; }

    public string? Purpose { get; init; }

    /// <summary>An operation of the agreements' vocabulary, or <c>catalog</c>, <c>keys</c>, <c>read</c>, which need a token only.</summary>
    public required string Operation { get; init; }

    public IReadOnlyList<DecidedDataset> Datasets { get; init; } = [];

    public required string Method { get; init; }

    /// <summary>Path and query as forwarded.</summary>
    public required string Target { get; init; }

    /// <summary><c>Content-Digest</c> of the body; absent without a body.</summary>
    public string? Digest { get; init; }

    /// <summary>Persons (or rows of an upload) of the whole session.</summary>
    public int? N { get; init; }

    /// <summary>The check or upload this belongs to.</summary>
    public string? Session { get; init; }

    /// <summary>When the session ends, seconds since 1970.</summary>
    public long? SessionExp { get; init; }

    /// <summary>Number of the part, from 0.</summary>
    public int? Part { get; init; }

    /// <summary>Identity kind of the session.</summary>
    public string? Kind { get; init; }

    /// <summary>Of an upload: the kinds that its rows may carry, <see cref="Kind"/> among them; empty elsewhere.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>What may be disclosed: names of the agreements' vocabulary.</summary>
    public IReadOnlyList<string> Disclose { get; init; } = [];

    /// <summary>Where the records lie that may count; null: anywhere.</summary>
    public DecidedRegions? Regions { get; init; }

    /// <summary>Distinct persons below which a count is withheld; null: none.</summary>
    public int? Threshold { get; init; }

    /// <summary>Noise on counts: epsilon of a discrete Laplace distribution, at most two decimals; null: none.</summary>
    public decimal? Epsilon { get; init; }

    /// <summary>Persons that the request may charge at most, for calls whose number is known only after them; null: no limit.</summary>
    public int? Chargeable { get; init; }

    /// <summary>
    /// Audit entries of the partner's earlier requests whose reservation was given back because nothing was heard of them: what they charged is not paid.
    /// </summary>
    public IReadOnlyList<string> Unsettled { get; init; } = [];

    /// <summary>Digest of the policy set that decided.</summary>
    public string? Policy { get; init; }

    /// <summary>The decision's audit entry; for a retried request that of the first try.</summary>
    public required string Audit { get; init; }
}
