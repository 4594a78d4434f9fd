using Pmo.Client.Messages;

namespace Pmo.Client.Http;

/// <summary>Where a gateway is: an origin, <c>https</c>, or <c>http</c> on this machine only. Thread-safe.</summary>
public static class GatewayAddress
{
    /// <summary>Reads an origin; a path, query, fragment or user name in it is refused.</summary>
    public static bool TryParse(string? text, out Uri origin)
    {
        origin = null!;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.AbsolutePath != "/" || uri.Query.Length > 0
            || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0 || !IsPrivate(uri))
        {
            return false;
        }

        origin = new Uri(uri.GetLeftPart(UriPartial.Authority));
        return true;
    }

    /// <summary>What to say when <c>--gateway</c> is none.</summary>
    public static Message Invalid() => new(
        "gateway_invalid",
        "--gateway harus alamat https://nama tanpa jalur (http hanya untuk komputer ini sendiri).",
        "--gateway has to be an address https://name without a path (http for this computer only).");

    /// <summary>Whether nobody else can listen: TLS, or a loopback address.</summary>
    internal static bool IsPrivate(Uri uri) =>
        uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);

    /// <summary>The origin as an issuer is written: without a slash at the end.</summary>
    internal static string Issuer(Uri origin) => origin.GetLeftPart(UriPartial.Authority);
}
