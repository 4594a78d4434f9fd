using Pmo.Hosting.Problems;
using Pmo.Identity.Accounts;
using Pmo.Identity.Clients;
using Pmo.Protocol.Api;

namespace Pmo.Identity.Partners;

/// <summary>What an invitation and a suspension may say.</summary>
internal static class InvitationRules
{
    private const int MaxOrg = 60; // a second client id of the organisation adds a number to it
    private const int MaxTitle = 120;
    private const int MaxReason = 200;

    /// <summary>Null when it may be.</summary>
    public static Failure? Refuses(InvitationRequest request)
    {
        if (!Client.IsName(request.Org) || request.Org.Length > MaxOrg)
        {
            return CommonErrors.FieldValue.With("org", $"1-{MaxOrg} a-z 0-9 -");
        }

        if (!PersonRole.AreKnown(request.Roles))
        {
            return CommonErrors.FieldValue.With("roles", string.Join(" | ", PersonRole.All));
        }

        return request.Title is null || IsText(request.Title, MaxTitle) ? null : CommonErrors.FieldValue.With("title", $"1-{MaxTitle}");
    }

    /// <inheritdoc cref="Refuses(InvitationRequest)"/>
    public static Failure? Refuses(SuspensionRequest request) =>
        IsText(request.Reason, MaxReason) ? null : CommonErrors.FieldValue.With("reason", $"1-{MaxReason}");

    private static bool IsText(string text, int most) => text.Length <= most && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);
}
