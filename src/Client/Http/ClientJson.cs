using System.Text.Json;
using System.Text.Json.Serialization;
using Pmo.Client.Checks;
using Pmo.Protocol.Api;

namespace Pmo.Client.Http;

/// <summary>The API's JSON as a client reads it: a newer gateway may say more than this client knows.</summary>
internal static class ClientJson
{
    public static JsonSerializerOptions Options { get; } = new(ApiJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        Converters = { new ResultReader() },
    };
}
