using Pmo.Hosting.Problems;

namespace Pmo.Identity.Authorize;

/// <summary>What a person is shown when the browser cannot be sent back to the client, because it is not known to be the client's.</summary>
internal static class AuthorizeErrors
{
    public static readonly ErrorCode NotPushed = new("authorization_not_pushed", 400,
        "Aplikasi yang mengirim Anda ke sini tidak memakai bentuk permintaan yang diterima (PAR). Kembali ke aplikasi dan coba lagi; bila berulang, beri tahu pengelolanya.",
        "The application that sent you here did not use the form of request that is accepted (PAR). Go back to it and try again; if it persists, tell its operator.");

    public static readonly ErrorCode RequestEnded = new("authorization_request_ended", 400,
        "Permintaan masuk ini sudah dipakai atau sudah lewat waktunya. Kembali ke aplikasi dan mulai masuk lagi.",
        "This request to sign in was used before or is too old. Go back to the application and sign in again.");

    public static readonly ErrorCode PendingEnded = new("authorization_pending_ended", 400,
        "Masuk ini tidak dimulai di peramban ini, atau sudah lebih dari sepuluh menit. Kembali ke aplikasi dan mulai masuk lagi.",
        "This sign-in was not begun in this browser, or more than ten minutes ago. Go back to the application and sign in again.");

    public static readonly ErrorCode ClientRefused = new("authorization_client_refused", 400,
        "Aplikasi ini tidak lagi terdaftar di sini. Beri tahu pengelolanya.",
        "This application is no longer registered here. Tell its operator.");

    public static IEnumerable<ErrorCode> All => [NotPushed, RequestEnded, PendingEnded, ClientRefused];
}
