namespace Pmo.Identity.Accounts.Storage;

/// <summary>A row of <c>people</c> as far as it makes a <see cref="Person"/>.</summary>
internal sealed record PersonRow(string Id, string UserName, string DisplayName, string Org, string Roles, string State)
{
    public Person ToPerson() =>
        new(Id, UserName, DisplayName, Org, Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries), State == "active");
}
