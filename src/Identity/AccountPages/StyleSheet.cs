using System.Security.Cryptography;

namespace Pmo.Identity.AccountPages;

/// <summary>The one stylesheet of the pages, a file of its own: the policy allows no style inside a page.</summary>
internal static class StyleSheet
{
    public const string Path = "/account/style.css";

    private static readonly byte[] Content = Read();

    /// <summary>Its address, another one when it changes.</summary>
    public static string Address { get; } = $"{Path}?v={Convert.ToHexStringLower(SHA256.HashData(Content))[..12]}";

    public static IResult Get(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=604800";
        return Results.Bytes(Content, "text/css; charset=utf-8");
    }

    private static byte[] Read()
    {
        var type = typeof(StyleSheet);
        using var stream = type.Assembly.GetManifestResourceStream($"{type.Namespace}.style.css")
            ?? throw new InvalidOperationException("style.css is not embedded.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
