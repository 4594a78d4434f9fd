using System.Text.Json.Nodes;

namespace Pmo.Agreements;

/// <summary>The schema of a case: fields as <see cref="CaseReader"/> reads them.</summary>
internal static class CaseSchema
{
    public static JsonObject Make() => Shapes.Fields(
        [.. CaseReader.Fields.Select(name => (name, Field(name)))], required: ["name", "given", "request", "expect"]);

    private static JsonObject Field(string name) => name switch
    {
        "name" => Shapes.Text(),
        "given" => Shapes.Fields([("at", Shapes.Text())], required: ["at"]),
        "request" => Shapes.Fields(
            [.. CaseReader.RequestFields.Select(field => (field, RequestField(field)))], required: ["partner", "agreement", "purpose", "operation"]),
        "expect" => Shapes.Enum(["allow", .. CaseReader.Reasons]),
        "disclose" => Shapes.Terms(Vocabulary.Disclosures.Names),
        "regions" or "withheld" => Shapes.List(Shapes.Region(), unique: true),
        "threshold" => Shapes.Count(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static JsonObject RequestField(string name) => name switch
    {
        "partner" or "agreement" => Shapes.Id(),
        "purpose" => Shapes.Enum(Vocabulary.Purposes.Names),
        "operation" => Shapes.Enum(Vocabulary.Operations.Names),
        "kind" => Shapes.Enum(Vocabulary.Kinds.Names),
        "datasets" => Shapes.List(Shapes.Id(), unique: true),
        "region" => Shapes.Region(),
        "persons" => Shapes.Count(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}
