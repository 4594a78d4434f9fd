namespace Pmo.Identity.Pushed;

/// <summary>What people let clients do (RFC 6749, 3.3).</summary>
internal static class ScopeText
{
    /// <summary>Who the person is: an id token, and <c>/connect/userinfo</c>.</summary>
    public const string OpenId = "openid";

    /// <summary>The API.</summary>
    public const string Pmo = "pmo";

    /// <summary>The scopes of a text in their fixed order, each once; null when one of them is unknown.</summary>
    public static string? Normalise(string text)
    {
        var asked = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] known = [OpenId, Pmo];
        return asked.Length > 0 && asked.All(known.Contains) ? string.Join(' ', known.Where(asked.Contains)) : null;
    }

    public static bool Holds(string scope, string one) => scope.Split(' ').Contains(one, StringComparer.Ordinal);

    /// <summary>Whether everything in <paramref name="part"/> is in <paramref name="whole"/>.</summary>
    public static bool IsWithin(string part, string whole) => part.Split(' ').All(one => Holds(whole, one));
}
