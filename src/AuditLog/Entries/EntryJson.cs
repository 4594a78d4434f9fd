using System.Text.Json.Serialization;

namespace Pmo.AuditLog.Entries;

/// <summary>Writes entries without looking at their type each time: every request has two.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(AuditEntry))]
internal sealed partial class EntryJson : JsonSerializerContext;
