using System.Collections.Concurrent;
using Pmo.Protocol.Api;

namespace Pmo.Pseudonyms.Keys;

/// <summary>Signed statements by partner: they do not change within an epoch, and each costs six multiplications and two signatures. Thread-safe.</summary>
internal sealed class StatementCache(EpochKeys keys)
{
    /// <summary>More partners than a province has; past it the cache starts afresh.</summary>
    internal const int MaxPartners = 1024;

    private readonly ConcurrentDictionary<string, Statements> _byPartner = new(StringComparer.Ordinal);

    internal int Count => _byPartner.Count;

    public Statements Of(string partner)
    {
        if (_byPartner.TryGetValue(partner, out var known))
        {
            return known;
        }

        if (_byPartner.Count >= MaxPartners)
        {
            _byPartner.Clear();
        }

        return _byPartner.GetOrAdd(partner, p => new Statements([.. keys.Kinds.Select(kind => keys.Statement(kind, p))]));
    }
}
