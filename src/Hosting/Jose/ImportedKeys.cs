namespace Pmo.Hosting.Jose;

/// <summary>
/// Imported keys by their thumbprint, which is all that they depend on: whose a key is and whether it counts, is asked each time elsewhere. Thread-safe.
/// </summary>
/// <param name="most">As for <see cref="RecentlyUsed{T}"/>.</param>
internal sealed class ImportedKeys(int most)
{
    // What is native in them is not left to the garbage collector, which does not know how large it is.
    private readonly RecentlyUsed<ImportedKey> _keys = new(most, key => key.Retire());

    /// <summary>Keys held now, at most twice <c>most</c>.</summary>
    public int Count => _keys.Count;

    /// <summary>The key with this thumbprint, imported if it is not there; when the import throws, nothing is kept.</summary>
    public ImportedKey Get(string thumbprint, Func<ImportedKey> import)
    {
        if (_keys.TryGet(thumbprint, out var known))
        {
            return known;
        }

        var made = import();
        _keys.Add(thumbprint, made);
        return made;
    }
}
