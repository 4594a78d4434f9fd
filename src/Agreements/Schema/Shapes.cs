using System.Text.Json.Nodes;

namespace Pmo.Agreements;

/// <summary>The few shapes that the files are made of, in the words of JSON Schema.</summary>
internal static class Shapes
{
    public static JsonObject Fields((string Name, JsonObject Shape)[] fields, string[] required) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Name, field.Shape))),
        ["required"] = Array(required),
        ["additionalProperties"] = false,
    };

    public static JsonObject List(JsonObject items, bool unique = false)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = items, ["minItems"] = 1 };
        if (unique)
            list["uniqueItems"] = true;
        return list;
    }

    public static JsonObject Text() => new() { ["type"] = Array(["string", "number"]), ["minLength"] = 1 };

    public static JsonObject BothLanguages() => Fields([("id", Text()), ("en", Text())], required: ["id", "en"]);

    public static JsonObject Id() => Pattern("[a-z0-9-]{3,64}");

    public static JsonObject Date() => Pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /// <summary>Quoted or not: an editor takes bare digits for a number.</summary>
    public static JsonObject Region() => new()
    {
        ["type"] = Array(["string", "integer"]),
        ["pattern"] = Whole("[1-9][0-9]([0-9]{2}([0-9]{2}([0-9]{4})?)?)?"),
        ["minimum"] = 10,
        ["maximum"] = 9999999999,
    };

    public static JsonObject Count(int least = 1) => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = int.MaxValue };

    public static JsonObject Enum(IEnumerable<string> names) => new() { ["enum"] = Array(names) };

    public static JsonObject Terms(IEnumerable<string> names) => List(Enum(names), unique: true);

    public static JsonArray Array(IEnumerable<string> values) => [.. values.Select(value => (JsonNode)JsonValue.Create(value))];

    private static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = Whole(pattern) };

    // JSON Schema has the expressions of ECMA-262: there a dollar sign is the very end, and \z is nothing.
    private static string Whole(string pattern) => "^" + pattern + "$";
}
