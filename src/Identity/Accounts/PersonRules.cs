using Pmo.Hosting.Problems;
using Pmo.Identity.Clients;
using Pmo.Protocol.Api;

namespace Pmo.Identity.Accounts;

/// <summary>What operators may write about people. Null when it may be.</summary>
internal static class PersonRules
{
    private const int MaxReason = 200;

    public static Failure? Refuses(PersonInvitationRequest request) =>
        !Person.IsUserName(request.UserName) ? CommonErrors.FieldValue.With("userName", "3-64 a-z 0-9 . _ -")
        : !Person.IsDisplayName(request.DisplayName) ? CommonErrors.FieldValue.With("displayName", "1-100")
        : !Client.IsName(request.Org) ? CommonErrors.FieldValue.With("org", "1-64 a-z 0-9 -")
        : Refuses(request.Roles);

    public static Failure? Refuses(IReadOnlyList<string> roles) =>
        PersonRole.AreKnown(roles) ? null : CommonErrors.FieldValue.With("roles", string.Join(" | ", PersonRole.All));

    public static Failure? Refuses(PersonSuspensionRequest request) =>
        request.Reason is not { } reason || (reason.Length <= MaxReason && !string.IsNullOrWhiteSpace(reason) && !reason.Any(char.IsControl))
            ? null
            : CommonErrors.FieldValue.With("reason", $"1-{MaxReason}");
}
