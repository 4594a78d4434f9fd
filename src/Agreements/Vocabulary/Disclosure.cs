namespace Pmo.Agreements;

/// <summary>A field that an answer about a person may show. Wire names: <c>overlap</c>, …, <c>amount-band</c>.</summary>
public enum Disclosure
{
    /// <summary>Yes or no.</summary>
    Overlap,

    /// <summary>Which organisation; only with it may a check name some of the datasets.</summary>
    Provider,

    /// <summary>The need that is served: pangan, kesehatan, …</summary>
    Category,

    /// <summary>The programme's name.</summary>
    Programme,

    /// <summary>The year.</summary>
    Year,

    /// <summary>Year or month.</summary>
    Period,

    /// <summary>The amount's band, never the amount.</summary>
    AmountBand,

    /// <summary>The region.</summary>
    Region,

    /// <summary>An overlap of the family rather than of the person.</summary>
    Household,
}
