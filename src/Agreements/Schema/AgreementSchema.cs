using System.Text.Json.Nodes;

namespace Pmo.Agreements;

/// <summary>The schema of an agreement: fields as <see cref="AgreementReader"/> and <see cref="PermitReader"/> read them.</summary>
internal static class AgreementSchema
{
    public static JsonObject Make() => Shapes.Fields(
        [.. AgreementReader.Fields.Select(name => (name, Field(name)))],
        required: ["id", "title", "party", "basis", "valid", "purposes", "permits"]);

    private static JsonObject Field(string name) => name switch
    {
        "id" or "party" => Shapes.Id(),
        "number" => Shapes.Text(),
        "title" => Shapes.BothLanguages(),
        "basis" => Shapes.Fields([("law", Shapes.Text()), ("article", Shapes.Text()), ("note", Shapes.Text())], required: ["law"]),
        "valid" => Shapes.Fields([("from", Shapes.Date()), ("until", Shapes.Date())], required: ["from", "until"]),
        "purposes" => Shapes.Terms(Vocabulary.Purposes.Names),
        "permits" => Shapes.List(Rule(PermitReader.PermitFields, permit: true)),
        "forbids" => Shapes.List(Rule(PermitReader.ForbidFields, permit: false)),
        "approvals" => Shapes.List(Shapes.Fields(
            [("owner", Shapes.Id()), ("by", Shapes.Text()), ("date", Shapes.Date())], required: ["owner", "by", "date"])),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static JsonObject Rule(IReadOnlyList<string> fields, bool permit)
    {
        var rule = Shapes.Fields([.. fields.Select(name => (name, RuleField(name)))], required: ["operation"]);
        rule["allOf"] = new JsonArray([.. Enum.GetValues<Operation>().Select(operation => (JsonNode)Conditions(operation, fields, permit))]);
        return rule;
    }

    private static JsonObject RuleField(string name) => name switch
    {
        "operation" => Shapes.Enum(Vocabulary.Operations.Names),
        "datasets" => Shapes.List(Shapes.Id(), unique: true),
        "kinds" => Shapes.Terms(Vocabulary.Kinds.Names),
        "disclose" => Shapes.Terms(Vocabulary.Disclosures.Names),
        "regions" => Shapes.List(Shapes.Region(), unique: true),
        "threshold" => Shapes.Count(least: PermitReader.LeastThreshold),
        "noise" => Shapes.Fields(
            [("epsilon", new JsonObject { ["type"] = "number", ["minimum"] = Noise.Least, ["maximum"] = Noise.Most })], required: ["epsilon"]),
        "quota" => Shapes.Fields([("persons", Shapes.Count()), ("per", Shapes.Enum(Vocabulary.Periods.Names))], required: ["persons", "per"]),
        "list" => WithOne(Shapes.Fields([("min", Shapes.Count()), ("max", Shapes.Count())], required: [])),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    /// <summary>If it is this operation, then these fields must or must not be there.</summary>
    private static JsonObject Conditions(Operation operation, IReadOnlyList<string> fields, bool permit)
    {
        var uses = OperationFields.Of(operation);
        var then = new JsonObject
        {
            ["properties"] = new JsonObject(fields.Skip(1).Where(name => uses[name] == FieldUse.None)
                .Select(name => KeyValuePair.Create<string, JsonNode?>(name, JsonValue.Create(false)))),
        };
        if (permit)
            then["required"] = Shapes.Array(fields.Where(name => uses[name] == FieldUse.Required));
        return new JsonObject
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { ["operation"] = new JsonObject { ["const"] = operation.ToWire() } } },
            ["then"] = then,
        };
    }

    private static JsonObject WithOne(JsonObject fields)
    {
        fields["minProperties"] = 1;
        return fields;
    }
}
