using Pmo.Hosting.Problems;

namespace Pmo.Identity.Logout;

/// <summary>What a person is shown when an application's request to sign out is refused.</summary>
internal static class LogoutErrors
{
    public static readonly ErrorCode Malformed = new("logout_request_invalid", 400,
        "Permintaan keluar dari aplikasi ini tidak dapat dibaca. Anda masih masuk; kembali ke aplikasi dan coba lagi.",
        "The application's request to sign out cannot be read. You are still signed in; go back to the application and try again.");

    public static readonly ErrorCode RedirectRefused = new("logout_redirect_refused", 400,
        "Aplikasi meminta kembali ke alamat yang tidak terdaftar untuknya. Anda masih masuk; beri tahu pengelola aplikasi.",
        "The application asked to return to an address that is not registered for it. You are still signed in; tell its operator.");

    public static IEnumerable<ErrorCode> All => [Malformed, RedirectRefused];
}
