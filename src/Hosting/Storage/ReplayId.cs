namespace Pmo.Hosting.Storage;

/// <summary>An id that may be used once. Does not print itself: it may be part of a credential.</summary>
/// <param name="Scope">What kind of id, and whose.</param>
/// <param name="Id">Any length; stored as SHA-256.</param>
/// <param name="Until">When it is refused for its age anyway and need not be remembered.</param>
public readonly record struct ReplayId(string Scope, string Id, DateTimeOffset Until)
{
    /// <summary>The type's name.</summary>
    public override string ToString() => nameof(ReplayId);
}
