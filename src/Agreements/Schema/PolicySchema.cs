using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pmo.Agreements;

/// <summary>
/// JSON Schema 2020-12 of the files in <c>policies/</c>, for editors: made from the same types and tables that read them. It knows
/// what stands in one file; what must hold between files, and the order of dates, only the loader sees. Thread-safe.
/// </summary>
public static class PolicySchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Of an agreement's file.</summary>
    public static string Agreement() => Write("agreement", AgreementSchema.Make());

    /// <summary>Of <c>purposes.yaml</c>.</summary>
    public static string Purposes() => Write("purposes", Shapes.Fields(
        [("purposes", Shapes.List(Shapes.Fields(
            [("code", Shapes.Enum(Vocabulary.Purposes.Names)), ("text", Shapes.BothLanguages()), ("basis", Shapes.Text())],
            required: ["code", "text", "basis"])))],
        required: ["purposes"]));

    /// <summary>Of a file of cases.</summary>
    public static string Cases() => Write("cases", Shapes.Fields([("cases", Shapes.List(CaseSchema.Make()))], required: ["cases"]));

    private static string Write(string name, JsonObject schema)
    {
        var whole = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = $"PMO Gateway {name}" };
        foreach (var (key, value) in schema)
            whole[key] = value?.DeepClone();
        return whole.ToJsonString(Indented) + "\n";
    }
}
