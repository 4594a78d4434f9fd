namespace Pmo.Hosting.Problems;

/// <summary><c>id</c> or <c>en</c>, by <c>Accept-Language</c> (RFC 9110, 12.5.4); Indonesian when nothing is said.</summary>
public static class RequestLanguage
{
    /// <summary>The language to answer in.</summary>
    public static string Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var wanted = request.GetTypedHeaders().AcceptLanguage
            .Where(l => (l.Quality ?? 1) > 0)
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.Value?.Split('-')[0].ToLowerInvariant());
        return wanted.FirstOrDefault(l => l is "id" or "en") ?? "id";
    }
}
