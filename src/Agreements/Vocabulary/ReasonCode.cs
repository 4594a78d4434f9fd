namespace Pmo.Agreements;

/// <summary>
/// Why a request is allowed or not. The zero value denies, so that a forgotten field never permits. Texts: <see cref="ReasonTexts"/>.
/// </summary>
public enum ReasonCode
{
    /// <summary>No such agreement of this partner; the same for an unknown one and another partner's.</summary>
    NoAgreement,

    /// <summary>Allowed.</summary>
    Permit,

    /// <summary>The agreement's first day is yet to come.</summary>
    NotYetValid,

    /// <summary>The agreement's last day is over.</summary>
    Expired,

    /// <summary>The agreement does not name this purpose.</summary>
    PurposeNotPermitted,

    /// <summary>No permit for this operation.</summary>
    OperationNotPermitted,

    /// <summary>No permit of this operation for this kind.</summary>
    KindNotPermitted,

    /// <summary>No permit of this operation covers the dataset.</summary>
    DatasetNotCovered,

    /// <summary>No permit of this operation covers the region, or several permits together leave none.</summary>
    RegionNotPermitted,

    /// <summary>A forbids names it, whatever permits there are.</summary>
    Forbidden,

    /// <summary>The dataset's owner has not approved the agreement, or the dataset has no owner.</summary>
    OwnerNotApproved,

    /// <summary>A check names some of the datasets and the provider is not disclosed, or a region and that is not disclosed.</summary>
    NarrowingNotPermitted,

    /// <summary>Fewer persons than the agreement's minimum.</summary>
    ListTooSmall,

    /// <summary>More persons than the agreement's maximum.</summary>
    ListTooLarge,

    /// <summary>Never decided here; the Gateway's meter uses it for <see cref="QuotaRule"/>.</summary>
    QuotaExhausted,
}
