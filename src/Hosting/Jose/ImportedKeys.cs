namespace Pmo.Hosting.Jose;

/// <summary>
/// Imported keys by their thumbprint, which is all that they depend on: whose a key is and whether it counts, is asked each time elsewhere. Two generations:
/// when the young one is full it becomes the old one, and what was not asked for in all that time goes. Strangers who bring ever new keys cost others an
/// import now and then, no memory. Thread-safe.
/// </summary>
/// <param name="most">Keys in a generation.</param>
internal sealed class ImportedKeys(int most)
{
    private readonly Lock _lock = new();
    private Dictionary<string, ImportedKey> _young = new(StringComparer.Ordinal);
    private Dictionary<string, ImportedKey> _old = new(StringComparer.Ordinal);

    /// <summary>Keys held now, at most twice <c>most</c>.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _young.Count + _old.Count;
            }
        }
    }

    /// <summary>The key with this thumbprint, imported if it is not there; when the import throws, nothing is kept.</summary>
    public ImportedKey Get(string thumbprint, Func<ImportedKey> import)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(thumbprint, out var known))
            {
                return known;
            }

            if (_old.Remove(thumbprint, out known))
            {
                Keep(thumbprint, known);
                return known;
            }
        }

        var made = import();
        lock (_lock)
        {
            if (!_young.ContainsKey(thumbprint))
            {
                Keep(thumbprint, made);
            }
        }

        return made;
    }

    private void Keep(string thumbprint, ImportedKey key)
    {
        if (_young.Count >= most)
        {
            // What is native in them is not left to the garbage collector, which does not know how large it is.
            foreach (var gone in _old.Values)
            {
                gone.Retire();
            }

            (_old, _young) = (_young, new(StringComparer.Ordinal));
        }

        _young.Add(thumbprint, key);
    }
}
