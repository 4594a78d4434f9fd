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
}

/// <summary>What came of it, with what the operator hands over: shown once, stored only hashed.</summary>
/// <param name="Outcome">Done, or why not.</param>
/// <param name="PersonId">The person's id when it is done.</param>
/// <param name="Code">The one-time password when it is done.</param>
internal sealed record PersonCode(PersonOutcome Outcome, string? PersonId = null, OneTimePassword? Code = null);

/// <summary>Who acts, for the audit log.</summary>
/// <param name="Client">The client by which an operator acts.</param>
/// <param name="Address">Where the request came from.</param>
internal sealed record Acting(string? Client, string? Address);
