using System.Diagnostics.CodeAnalysis;

namespace Pmo.Hosting.Jose;

/// <summary>
/// What takes long to make, by a text that it depends on alone. Two generations: when the young one is full it becomes the old one, and what was not asked
/// for in all that time goes. Strangers who bring ever new texts cost others a making now and then, no memory. Thread-safe.
/// </summary>
/// <param name="most">How many in a generation.</param>
/// <param name="forget">Called for each that goes.</param>
internal sealed class RecentlyUsed<T>(int most, Action<T>? forget = null)
    where T : class
{
    private readonly Lock _lock = new();
    private Dictionary<string, T> _young = new(StringComparer.Ordinal);
    private Dictionary<string, T> _old = new(StringComparer.Ordinal);

    /// <summary>How many are held now, at most twice <c>most</c>.</summary>
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

    /// <summary>The one with this text, if it is there.</summary>
    public bool TryGet(ReadOnlySpan<char> text, [NotNullWhen(true)] out T? value)
    {
        lock (_lock)
        {
            if (_young.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out value))
            {
                return true;
            }

            if (!_old.GetAlternateLookup<ReadOnlySpan<char>>().Remove(text, out var key, out value))
            {
                return false;
            }

            Keep(key, value);
            return true;
        }
    }

    /// <summary>Keeps one, unless another was first.</summary>
    public void Add(string text, T value)
    {
        lock (_lock)
        {
            if (!_young.ContainsKey(text))
            {
                Keep(text, value);
            }
        }
    }

    private void Keep(string text, T value)
    {
        if (_young.Count >= most)
        {
            foreach (var gone in _old.Values)
            {
                forget?.Invoke(gone);
            }

            (_old, _young) = (_young, new(StringComparer.Ordinal));
        }

        _young.Add(text, value);
    }
}
