using Pmo.Identity.Pages;

namespace Pmo.Identity.Logout;

/// <summary>What a person sees who signs out.</summary>
internal static class LogoutPages
{
    /// <summary>Field of the confirmation's form.</summary>
    public const string ConfirmName = "confirm";

    public static PlainPage SignedOut { get; } = new(
        StatusCodes.Status200OK,
        new PageText("Anda sudah keluar", "Tutup peramban ini bila komputer dipakai bersama."),
        new PageText("You are signed out", "Close this browser if others use the computer too."));

    /// <summary>The same with a way back.</summary>
    /// <param name="target">The client's registered address.</param>
    public static PlainPage SignedOutWithWayBack(string target) =>
        SignedOut with { Link = new PageLink(target, "Kembali ke aplikasi", "Back to the application") };

    /// <param name="fields">What the answer is to carry back.</param>
    public static PlainPage Confirm(IReadOnlyDictionary<string, string> fields) => new(
        StatusCodes.Status200OK,
        new PageText("Keluar?", "Sebuah aplikasi meminta Anda keluar dari semua aplikasi PMO di peramban ini."),
        new PageText("Sign out?", "An application asks to sign you out of all PMO applications in this browser."))
    {
        Form = new PageForm("/connect/logout", fields, "Keluar", "Sign out"),
    };
}
