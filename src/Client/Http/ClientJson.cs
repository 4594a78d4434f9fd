using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pmo.Protocol.Api;

namespace Pmo.Client.Http;

/// <summary>
/// The API's JSON as a client reads it: a newer gateway may say more than this client knows, and what may be null may be absent, for the
/// API never writes nulls.
/// </summary>
internal static class ClientJson
{
    public static JsonSerializerOptions Options { get; } = new(ApiJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AllowAbsent } },
    };

    private static void AllowAbsent(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { IsNullable: true })
            {
                property.IsRequired = false;
            }
        }
    }
}
