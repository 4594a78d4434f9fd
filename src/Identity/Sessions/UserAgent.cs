namespace Pmo.Identity.Sessions;

/// <summary>A browser's name for itself, short enough for a list of sessions: <c>Chrome, Windows</c>.</summary>
internal static class UserAgent
{
    /// <summary>Longer is no browser's.</summary>
    private const int MaxLength = 1024;

    // In this order: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
    private static readonly (string Token, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    // Android calls itself Linux, an iPhone says that it is like Mac OS X.
    private static readonly (string Token, string Name)[] Systems =
    [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows NT", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>The short name, made of known words only, since the header is anybody's text; null when it has none.</summary>
    public static string? Of(HttpRequest? request)
    {
        var text = request?.Headers.UserAgent.ToString() ?? "";
        var names = text.Length > MaxLength ? [] : new[] { Find(Browsers, text), Find(Systems, text) }.OfType<string>().ToArray();
        return names.Length == 0 ? null : string.Join(", ", names);
    }

    private static string? Find((string Token, string Name)[] known, string text) =>
        known.FirstOrDefault(k => text.Contains(k.Token, StringComparison.Ordinal)).Name;
}
