using System.Globalization;

namespace Pmo.AuditLog.Verify;

/// <summary>What can be wrong with a log.</summary>
public enum FaultKind
{
    /// <summary>A place in the log is empty, though later ones are not or a checkpoint counts it.</summary>
    EntryMissing,

    /// <summary>Entry, salt and commitment do not belong together.</summary>
    EntryAltered,

    /// <summary>Id, time or kind beside the entry are not the entry's.</summary>
    ColumnsDiffer,

    /// <summary>Details are gone without an entry that says so.</summary>
    ErasedSilently,

    /// <summary>Details were erased before their retention ended.</summary>
    ErasedTooEarly,

    /// <summary>What stays of an erased entry is not what the erasure says.</summary>
    KeptAltered,

    /// <summary>An entry says that details were erased, but they are there.</summary>
    NotErased,

    /// <summary>Commitments and a stored tile do not belong together.</summary>
    TileDiffers,

    /// <summary>A full tile is not there.</summary>
    TileMissing,

    /// <summary>There is a tile where none can be.</summary>
    TileStray,

    /// <summary>A checkpoint is not signed by the log's key, or is none.</summary>
    CheckpointInvalid,

    /// <summary>The entries do not give the root that a checkpoint has.</summary>
    RootDiffers,

    /// <summary>There are entries, but no checkpoint.</summary>
    CheckpointMissing,

    /// <summary>The key in the log is another.</summary>
    KeyDiffers,

    /// <summary>Entries of the plain form from before are still there.</summary>
    PlainLeft,
}

/// <summary>One fault, and the entries in which it lies.</summary>
/// <param name="Kind">What.</param>
/// <param name="First">The first entry that it may concern, from 0.</param>
/// <param name="Last">The last one; the same where it is known exactly.</param>
/// <param name="Id">The entry's id, where one is known.</param>
public sealed record LogFault(FaultKind Kind, long First, long Last, string? Id = null)
{
    /// <summary>Indonesian.</summary>
    public string Indonesian => $"{Where("catatan")}: {FaultTexts.Of(Kind).Id}";

    /// <summary>English.</summary>
    public string English => $"{Where("entry")}: {FaultTexts.Of(Kind).En}";

    /// <summary>English.</summary>
    public override string ToString() => English;

    private string Where(string entry) => First == Last
        ? string.Create(CultureInfo.InvariantCulture, $"{entry} {First}{(Id is null ? "" : $" ({Id})")}")
        : string.Create(CultureInfo.InvariantCulture, $"{entry} {First}-{Last}");
}
