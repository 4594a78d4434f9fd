namespace Pmo.Agreements;

/// <summary>
/// What an agreement may ask of the services that answer, beyond what they have always done. Whoever runs services says what they keep
/// to; a file that asks for more is refused when it is loaded (<see cref="PolicyErrorCode.NotYetEnforced"/>), never ignored.
/// </summary>
[Flags]
public enum PolicyFeatures
{
    /// <summary>None of these.</summary>
    None = 0,

    /// <summary>Lists of family cards (<see cref="PersonKind.Kk"/>).</summary>
    Kk = 1,

    /// <summary>Lists of match keys (<see cref="PersonKind.Mk"/>).</summary>
    Mk = 2,

    /// <summary>Permits and forbids that name regions.</summary>
    Regions = 4,

    /// <summary>A smallest count.</summary>
    Threshold = 8,

    /// <summary>Noise on counts.</summary>
    Noise = 16,

    /// <summary>All: to read, decide and test agreements where nobody is answered.</summary>
    All = Kk | Mk | Regions | Threshold | Noise,
}
