using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Pmo.Hosting.Startup;

namespace Pmo.Gateway.Origin;

/// <summary>
/// The one origin that partners see: <c>Gateway:PublicOrigin</c>, or where the server is bound when that is not set (a first try on loopback).
/// Proofs name it, so it is never taken from a request's Host header.
/// </summary>
internal sealed class PublicOrigin(Uri? configured, IServer server)
{
    private const string Setting = "Gateway:PublicOrigin";
    private Uri? _value = configured;
    private string? _text;

    /// <summary>Without a path. Null only before the server is bound.</summary>
    public Uri? Value => _value ??= Find();

    /// <summary>The same as text, without a slash at its end.</summary>
    public string? Text => _text ??= Value?.GetLeftPart(UriPartial.Authority);

    /// <summary>Reads the setting; null when there is none.</summary>
    /// <exception cref="StartupException"><c>setting_invalid</c>: not an http or https address without a path.</exception>
    public static Uri? Read(IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            && uri.PathAndQuery == "/" && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0
            ? uri
            : throw new StartupException(
                "setting_invalid",
                $"{Setting} harus alamat publik tanpa jalur, mis. https://pmo.example; sekarang '{text}'.",
                $"{Setting} must be the public origin without a path, e.g. https://pmo.example; it is '{text}'.");
    }

    private Uri? Find() => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } text
        ? new Uri(new Uri(text).GetLeftPart(UriPartial.Authority))
        : null;
}
