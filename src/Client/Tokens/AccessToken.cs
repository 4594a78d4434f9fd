namespace Pmo.Client.Tokens;

/// <summary>A token bound to the process's proof key. Does not print itself.</summary>
/// <param name="Value">For the <c>Authorization</c> header.</param>
/// <param name="RenewAt">When to ask for another.</param>
internal sealed record AccessToken(string Value, DateTimeOffset RenewAt)
{
    public override string ToString() => nameof(AccessToken);
}
