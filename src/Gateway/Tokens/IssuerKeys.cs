using Microsoft.Extensions.Options;
using Pmo.Gateway.Forwarding;
using Pmo.Gateway.Origin;

namespace Pmo.Gateway.Tokens;

/// <summary>
/// The issuer's keys, fetched when needed and when they have reached their max-age. <c>Tokens:Authority</c> is the issuer's name (default: the public
/// origin); <c>Tokens:MetadataAddress</c> is where its metadata is fetched (default: the Identity destinations, whichever answers first). While the issuer
/// does not answer, the last keys go on for an hour. Thread-safe.
/// </summary>
internal sealed class IssuerKeys(
    IConfiguration configuration, PublicOrigin origin, IOptionsMonitor<DestinationOptions> destinations, IssuerDocuments documents, TimeProvider time)
{
    // Made-up kids and an issuer that is down cost one fetch in this time, whatever comes in.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // New tokens come from the same issuer, and the old ones live 5 minutes: longer than this the keys are of no use to anybody honest.
    private static readonly TimeSpan MaxStale = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly string? _authority = configuration["Tokens:Authority"];
    private readonly string? _metadataAddress = configuration["Tokens:MetadataAddress"];
    private DestinationOptions? _places;
    private Source _source = new([], "");
    private string? _issuer;

    /// <summary>The issuer that tokens must name; null only before the server is bound.</summary>
    public string? Issuer => _issuer ??= _authority ?? origin.Value?.GetLeftPart(UriPartial.Authority);

    /// <summary>The keys, no older than their max-age if the issuer answers. Null: there are none, because it is not known where Identity is or it does not answer.</summary>
    public async Task<IssuerKeySet?> GetAsync()
    {
        if (FindSource() is not { } source)
        {
            return null;
        }

        if (source.Known is not { } known || Age(known.FetchedAt) >= known.MaxAge)
        {
            await RefreshAsync(source);
        }

        return source.Known is { } kept && Age(kept.FetchedAt) < MaxStale ? kept : null;
    }

    /// <summary>For a token by a key that is not among <paramref name="seen"/>: the issuer may have rotated. Fetches unless it was just done.</summary>
    public async Task<IssuerKeySet> GetNewerAsync(IssuerKeySet seen)
    {
        if (FindSource() is not { } source)
        {
            return seen;
        }

        if (ReferenceEquals(source.Known, seen))
        {
            await RefreshAsync(source);
        }

        return source.Known ?? seen;
    }

    // However the clock was set in between.
    private TimeSpan Age(DateTimeOffset since) => (time.GetUtcNow() - since).Duration();

    private Source? FindSource()
    {
        if (Issuer is not { } issuer)
        {
            return null;
        }

        var places = destinations.CurrentValue;
        lock (_gate)
        {
            // The same object until the configuration changes.
            if (issuer != _source.Issuer || !ReferenceEquals(places, _places))
            {
                var addresses = AddressesIn(places);
                _places = places;

                // Another place has other keys.
                if (issuer != _source.Issuer || !addresses.SequenceEqual(_source.Addresses, StringComparer.Ordinal))
                {
                    _source = new Source(addresses, issuer);
                }
            }

            return _source.Addresses.Count == 0 ? null : _source;
        }
    }

    private IReadOnlyList<string> AddressesIn(DestinationOptions places) => _metadataAddress is { Length: > 0 } address
        ? [address]
        : [.. places.Identity.Select(identity => new Uri(new Uri(identity), "/.well-known/openid-configuration").ToString())];

    /// <summary>All who need it wait for the same fetch.</summary>
    private Task RefreshAsync(Source source)
    {
        lock (_gate)
        {
            if (!source.Fetch.IsCompleted || Age(source.TriedAt) < Pause)
            {
                return source.Fetch;
            }

            source.TriedAt = time.GetUtcNow();
            return source.Fetch = Task.Run(async () => source.Known = await documents.FetchAsync(source.Addresses, source.Issuer) ?? source.Known);
        }
    }

    private sealed class Source(IReadOnlyList<string> addresses, string issuer)
    {
        private volatile IssuerKeySet? _known;

        public IReadOnlyList<string> Addresses => addresses;

        public string Issuer => issuer;

        public IssuerKeySet? Known
        {
            get => _known;
            set => _known = value;
        }

        public DateTimeOffset TriedAt { get; set; } = DateTimeOffset.MinValue;

        public Task Fetch { get; set; } = Task.CompletedTask;
    }
}
