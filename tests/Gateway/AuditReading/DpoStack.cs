using System.Text.Json.Nodes;
using Pmo.Testing;

namespace Pmo.Gateway.Tests.AuditReading;

/// <summary>The services, with data-protection officers: the PMO's, and those of two owners of data.</summary>
public sealed class DpoStack : Stack
{
    private readonly Dictionary<string, TestKey> _keys = new()
    {
        ["dpo-pmo"] = TestKey.Ec(), ["dpo-dinsos"] = TestKey.Ec(), ["dpo-baznas"] = TestKey.Ec(),
    };

    /// <summary>Sees everything.</summary>
    internal ApiCaller Pmo => field ??= Dpo("dpo-pmo");

    /// <summary>Owns pkh.</summary>
    internal ApiCaller Dinsos => field ??= Dpo("dpo-dinsos");

    /// <summary>Owns zakat and infak.</summary>
    internal ApiCaller Baznas => field ??= Dpo("dpo-baznas");

    /// <inheritdoc/>
    protected override IEnumerable<JsonObject> MoreClients => _keys.Select(k => new JsonObject
    {
        ["clientId"] = k.Key,
        ["org"] = k.Key == "dpo-pmo" ? k.Key : k.Key["dpo-".Length..],
        ["roles"] = new JsonArray("dpo"),
        ["jwk"] = k.Value.PublicJwk(),
    });

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    private ApiCaller Dpo(string client) => new(this, client, _keys[client]);
}
