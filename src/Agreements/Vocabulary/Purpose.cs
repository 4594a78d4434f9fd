namespace Pmo.Agreements;

/// <summary>
/// Why a partner asks (UU 27/2022, article 20: every processing has a purpose). A closed list; texts are in <see cref="PurposeText"/>.
/// </summary>
public enum Purpose
{
    /// <summary>Own uploads.</summary>
    Registration,

    /// <summary>Checking intended recipients before a donation.</summary>
    PreDonationCheck,

    /// <summary>Removing double entries.</summary>
    DuplicateCleanup,

    /// <summary>Choosing who should be reached.</summary>
    Targeting,

    /// <summary>Evaluating programmes.</summary>
    Evaluation,

    /// <summary>Proving lawful use.</summary>
    Audit,

    /// <summary>Answering a data subject.</summary>
    SubjectRequest,
}
