using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Pmo.Protocol.Parts;

namespace Pmo.Bench;

/// <summary>What the command line says.</summary>
/// <param name="Name">One of <see cref="Benches.Names"/>, or an inner name with which the bench starts itself.</param>
/// <param name="Quick">Less of everything, to end within 45 s on two idle cores.</param>
/// <param name="Data">Where datasets and tables are kept between runs; null: a temporary folder.</param>
/// <param name="Rest">What follows <c>micro</c>, or an inner name.</param>
/// <param name="Part">Of <c>audit</c>: one of <see cref="Auditing.AuditBench.Parts"/>; of <c>memory</c>: <c>csv</c> or <c>xlsx</c>; null: all parts.</param>
/// <param name="Postgres">Connection string of a server to measure too; null: none.</param>
/// <param name="Rows">Of <c>memory</c>: lists of so many rows only; null: of a tenth and of all.</param>
internal sealed record BenchOptions(
    string Name, bool Quick, string? Data, IReadOnlyList<string> Rest, string? Part = null, string? Postgres = null, int? Rows = null)
{
    public static bool TryParse(string[] args, [NotNullWhen(true)] out BenchOptions? options, [NotNullWhen(false)] out string? problem)
    {
        options = null;
        var names = string.Join(", ", Benches.Names);
        if (args.Length == 0 || (!Benches.Names.Contains(args[0], StringComparer.Ordinal) && !Benches.InnerNames.Contains(args[0], StringComparer.Ordinal)))
        {
            problem = args.Length == 0 ? $"NAME is missing: one of {names}." : $"'{args[0]}' is no benchmark: one of {names}.";
            return false;
        }

        var parsed = new BenchOptions(args[0], Quick: false, Data: null, Rest: []);
        if (args[0] == Benches.Micro || Benches.InnerNames.Contains(args[0], StringComparer.Ordinal))
        {
            options = parsed with { Rest = args[1..] };
            problem = args.Length > 1 ? null : $"'{args[0]}' needs a filter, such as '*' or '*Field*'.";
            return problem is null;
        }

        for (var i = 1; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--quick":
                    parsed = parsed with { Quick = true };
                    break;
                case "--postgres" when Benches.OnPostgres.Contains(args[0], StringComparer.Ordinal) && i + 1 < args.Length:
                    parsed = parsed with { Postgres = args[++i] };
                    break;
                case "--data" when Benches.Keeping.Contains(args[0], StringComparer.Ordinal) && i + 1 < args.Length:
                    parsed = parsed with { Data = Path.GetFullPath(args[++i]) };
                    break;
                case var part when args[0] == Benches.Audit && Auditing.AuditBench.Parts.Contains(part, StringComparer.Ordinal):
                    parsed = parsed with { Part = part };
                    break;
                case "--rows" when args[0] == Benches.Memory && i + 1 < args.Length
                        && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows is > 0 and <= PartPlan.MaxRows:
                    parsed = parsed with { Rows = rows };
                    i++;
                    break;
                case Memory.MemoryBench.Csv or Memory.MemoryBench.Xlsx when args[0] == Benches.Memory:
                    parsed = parsed with { Part = args[i] };
                    break;
                default:
                    problem = $"'{args[i]}' is no option of '{args[0]}': --quick{OptionsOf(args[0])}. Benchmarks: {names}.";
                    return false;
            }
        }

        options = parsed;
        problem = null;
        return true;
    }

    private static string OptionsOf(string name) =>
        (Benches.Keeping.Contains(name, StringComparer.Ordinal) ? ", --data DIR" : "")
        + (Benches.OnPostgres.Contains(name, StringComparer.Ordinal) ? ", --postgres CONNECTION-STRING" : "")
        + (name == Benches.Audit ? $", {string.Join(", ", Auditing.AuditBench.Parts)}" : "")
        + (name == Benches.Memory ? $", {Memory.MemoryBench.Csv}, {Memory.MemoryBench.Xlsx}, --rows N" : "");

    /// <summary>The type's name: a connection string may hold a password.</summary>
    public override string ToString() => nameof(BenchOptions);
}
