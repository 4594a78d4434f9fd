using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pmo.Bench.Runs;

/// <summary>What a benchmark found: a table for people, and as the last line one JSON object for programs.</summary>
/// <remarks>What was not measured is not there; the table says why.</remarks>
internal sealed class Report(string name, int textColumns)
{
    // A machine's name may hold what HTML would escape; this goes to a terminal.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Table Table { get; } = new(textColumns);

    public SortedDictionary<string, double> Ratios { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, double> Figures { get; } = new(StringComparer.Ordinal);

    /// <summary>Below the table: how it was measured, what is absent and why.</summary>
    public List<string> Notes { get; } = [];

    public void Write(TextWriter to)
    {
        to.WriteLine(Machine.Line);
        if (Machine.Load is { } load)
        {
            to.WriteLine($"Load average of the last minutes, this run included: {load}");
        }

        to.WriteLine();
        to.WriteLine(Table.ToString());
        foreach (var note in Notes)
        {
            to.WriteLine(note);
        }

        to.WriteLine();
        to.WriteLine(JsonSerializer.Serialize(new { name, ratios = Rounded(Ratios), figures = Rounded(Figures), machine = Machine.Line }, Json));
    }

    private static SortedDictionary<string, double> Rounded(SortedDictionary<string, double> values) =>
        new(values.ToDictionary(v => v.Key, v => Math.Round(v.Value, 3), StringComparer.Ordinal), StringComparer.Ordinal);
}
