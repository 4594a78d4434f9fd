using Pmo.Identity.Passwords;

namespace Pmo.Identity.Accounts;

/// <summary>What came of an operator's act.</summary>
internal enum PersonOutcome
{
    Done,

    /// <summary>Nobody has this user name.</summary>
    Unknown,

    /// <summary>The user name is somebody's.</summary>
    NameTaken,

    /// <summary>User name, name or organisation has a form it cannot have.</summary>
    NameInvalid,

    /// <summary>A role that there is not, or none.</summary>
    RolesInvalid,

    /// <summary>The organisation is no partner, or was revoked.</summary>
    OrganisationUnknown,

    /// <summary>They are in that state already.</summary>
    WrongState,

    /// <summary>It is the operator's own account.</summary>
    OwnAccount,

    /// <summary>One operator alone makes nobody an operator.</summary>
    OperatorRole,

    /// <summary>One operator alone does not get hold of another's account: with it, they would be two.</summary>
    OperatorAccount,
}

/// <summary>What came of it, with what the operator hands over: shown once, stored only hashed.</summary>
/// <param name="Outcome">Done, or why not.</param>
/// <param name="PersonId">The person's id when it is done.</param>
/// <param name="Code">The one-time password when it is done.</param>
internal sealed record PersonCode(PersonOutcome Outcome, string? PersonId = null, OneTimePassword? Code = null);

/// <summary>Who acts, for the audit log.</summary>
/// <param name="Client">The client by which an operator acts.</param>
/// <param name="Address">Where the request came from.</param>
internal sealed record Acting(string? Client, string? Address)
{
    /// <summary>The operator: a client id or a person's id. It came through the Gateway, whose entry says the rest.</summary>
    public string? User { get; init; }

    /// <summary>The Gateway's decision entry; a retry has the same.</summary>
    public string? Audit { get; init; }
}
