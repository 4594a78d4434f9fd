namespace Pmo.Gateway.Forwarding;

/// <summary>Where the services are: addresses without a path, one or several replicas each. Section <c>Destinations</c>.</summary>
internal sealed class DestinationOptions
{
    public IList<string> Identity { get; init; } = [];

    public IList<string> Pseudonyms { get; init; } = [];

    public IList<string> Matching { get; init; } = [];

    /// <summary>By cluster name.</summary>
    public IEnumerable<KeyValuePair<string, IList<string>>> ByName =>
    [
        new("identity", Identity),
        new("pseudonyms", Pseudonyms),
        new("matching", Matching),
    ];
}
