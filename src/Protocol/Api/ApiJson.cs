using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.IdentityModel.Tokens;

namespace Pmo.Protocol.Api;

/// <summary>JSON as the API speaks it: camelCase, absent rather than null, bytes in base64url, unknown members refused.</summary>
public static class ApiJson
{
    /// <summary>Read-only, thread-safe.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Applies the same settings to a framework's own options.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AllowAbsent } };
        options.MaxDepth = 16;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // never embedded in HTML
        options.Converters.Add(new Base64UrlBytes());
    }

    // What may be null is left out when it is: a reader must not ask for it.
    private static void AllowAbsent(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.IsRequired && p.AssociatedParameter is { IsNullable: true }))
        {
            property.IsRequired = false;
        }
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class Base64UrlBytes : JsonConverter<byte[]>
    {
        public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return Base64UrlEncoder.DecodeBytes(reader.GetString() ?? throw new JsonException("Expected base64url."));
            }
            catch (FormatException e)
            {
                throw new JsonException("Expected base64url.", e);
            }
        }

        public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Base64UrlEncoder.Encode(value));
    }
}
