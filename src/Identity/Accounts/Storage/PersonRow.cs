using Pmo.Identity.Partners;

namespace Pmo.Identity.Accounts.Storage;

/// <summary>A row of <c>people</c> as far as it makes a <see cref="Person"/>.</summary>
internal sealed record PersonRow(string Id, string UserName, string DisplayName, string Org, string Roles, string State, string? OrgState)
{
    public const string Columns =
        "people.id, people.user_name, people.display_name, people.org, people.roles, people.state, partners.state AS org_state";

    /// <summary>With what was decided about their organisation, if anything was.</summary>
    public const string From = "people LEFT JOIN partners ON partners.org = people.org";

    // Whose organisation was revoked and is invited again is out until it is approved.
    public Person ToPerson() =>
        new(Id, UserName, DisplayName, Org, Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries), State == "active" && OrgState is null or Partner.Active);
}
