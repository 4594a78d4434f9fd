namespace Pmo.Client.Niks;

/// <summary>What a row says about its person.</summary>
public enum NikStatus
{
    /// <summary>A NIK that can be checked, perhaps with warnings.</summary>
    Valid,

    /// <summary>Something that is no NIK.</summary>
    Invalid,

    /// <summary>The person has none, or none is known: the cell is empty or says so. Never the same as 'no match'.</summary>
    NoNik,
}
