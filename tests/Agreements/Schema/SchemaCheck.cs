using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pmo.Agreements.Tests;

/// <summary>Judges a YAML file by a JSON Schema, as an editor would: by the rules of 2020-12, for the keywords that are used here.</summary>
internal static class SchemaCheck
{
    private static readonly string[] Keywords =
    [
        "$schema", "title", "type", "properties", "required", "additionalProperties", "items", "minItems", "uniqueItems", "enum", "const", "pattern",
        "minimum", "maximum", "minLength", "minProperties", "allOf", "if", "then",
    ];

    public static IReadOnlyList<string> Errors(string schema, string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var errors = new List<string>();
        Check(JsonNode.Parse(schema)!, ToJson(stream.Documents[0].RootNode), "$", errors);
        return errors;
    }

    private static void Check(JsonNode schema, JsonNode? value, string at, List<string> errors)
    {
        if (schema is JsonValue verdict)
        {
            if (!verdict.GetValue<bool>())
                errors.Add($"{at}: not allowed here");
            return;
        }

        var rules = schema.AsObject();
        rules.Select(rule => rule.Key).Except(Keywords).ShouldBeEmpty("a keyword that this judge does not know");
        void Expect(bool holds, string keyword)
        {
            if (!holds)
                errors.Add($"{at}: {keyword}");
        }

        if (rules["type"] is { } type)
            Expect((type is JsonArray all ? all : [type.DeepClone()]).Any(one => IsOf(one!.GetValue<string>(), value)), "type");
        if (rules["enum"] is JsonArray names)
            Expect(names.Any(name => JsonNode.DeepEquals(name, value)), "enum");
        if (rules["const"] is { } constant)
            Expect(JsonNode.DeepEquals(constant, value), "const");
        foreach (var part in rules["allOf"]?.AsArray() ?? [])
            Check(part!, value, at, errors);
        if (rules["if"] is { } condition)
        {
            var unmet = new List<string>();
            Check(condition, value, at, unmet);
            if (unmet.Count == 0)
                Check(rules["then"]!, value, at, errors);
        }

        switch (value)
        {
            case JsonObject fields:
                CheckFields(rules, fields, at, errors, Expect);
                break;
            case JsonArray items:
                Expect(items.Count >= (rules["minItems"]?.GetValue<int>() ?? 0), "minItems");
                Expect(rules["uniqueItems"] is null || items.Select(item => item?.ToJsonString()).Distinct().Count() == items.Count, "uniqueItems");
                foreach (var (item, n) in items.Select((item, n) => (item, n)))
                    Check(rules["items"]!, item, FormattableString.Invariant($"{at}[{n}]"), errors);
                break;
            case JsonValue scalar when scalar.TryGetValue<string>(out var text):
                Expect(rules["pattern"] is not { } pattern || Regex.IsMatch(text, pattern.GetValue<string>(), RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)), "pattern");
                Expect(text.Length >= (rules["minLength"]?.GetValue<int>() ?? 0), "minLength");
                break;
            case JsonValue scalar when scalar.TryGetValue<decimal>(out var number):
                Expect(number >= (rules["minimum"]?.GetValue<decimal>() ?? decimal.MinValue), "minimum");
                Expect(number <= (rules["maximum"]?.GetValue<decimal>() ?? decimal.MaxValue), "maximum");
                break;
        }
    }

    private static void CheckFields(JsonObject rules, JsonObject fields, string at, List<string> errors, Action<bool, string> expect)
    {
        foreach (var name in rules["required"]?.AsArray() ?? [])
            expect(fields.ContainsKey(name!.GetValue<string>()), $"required {name}");
        expect(fields.Count >= (rules["minProperties"]?.GetValue<int>() ?? 0), "minProperties");
        foreach (var (name, field) in fields)
        {
            if (rules["properties"]?[name] is { } rule)
                Check(rule, field, $"{at}.{name}", errors);
            else
                expect(rules["additionalProperties"]?.GetValue<bool>() != false, $"unknown {name}");
        }
    }

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value is JsonValue text && text.TryGetValue<string>(out _),
        "number" => value is JsonValue number && number.TryGetValue<decimal>(out _),
        "integer" => value is JsonValue number && number.TryGetValue<decimal>(out var whole) && whole == decimal.Truncate(whole),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    // The core schema of YAML 1.2, as editors have it: bare numbers are numbers, dates are text.
    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, ToJson(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain when plain.Value is "" or "~" or "null" => null,
        YamlScalarNode { Style: ScalarStyle.Plain } plain
            when decimal.TryParse(plain.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) =>
            JsonValue.Create(number),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };
}
