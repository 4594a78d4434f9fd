using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Pmo.Agreements.Tests;

public sealed class PolicyLoaderFuzzTests
{
    // Pieces that YAML and this reader treat in special ways; random bytes alone rarely get past the first line.
    private static readonly string[] Pieces =
    [
        "\n", "\n  ", "- ", ": ", "{", "}", "[", "]", "&a ", "*a ", "!!x ", "\"", "'", "|", ">", "#", "%", "? ", "<<: ", "\t", "---\n", "...\n",
        "\"\\U0011FFFF\"", "\"\\xZZ\"", "\"\\uD800\"", "!<tag:%FF> ", "%TAG ! tag:x\n", "\uFEFF", "\u0085", "\u2028", "|9+\n", "99999999999999999999",
        "regions: ['18']\n", "\n    regions: [", "\n    threshold: 10", "\n    noise: { epsilon: 0.5 }", "epsilon: 1e400", "'1871011001'",
        "\nforbids:\n  - { operation: check, regions: ['18'] }\n", "operation: coverage", "permits:", "quota: { persons: -1 }", "~", "null", "2026-02-30",
    ];

    [Fact]
    public void Random_bytes_never_throw() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll<byte[]>(bytes => { LoadAndLook(bytes); }));

    [Fact]
    public void A_mutated_agreement_never_throws()
    {
        var source = Encoding.UTF8.GetBytes(Sample.Partner);
        var edits =
            from at in Gen.Choose(0, source.Length)
            from cut in Gen.Choose(0, 12)
            from piece in Gen.OneOf(
                Gen.Elements(Pieces).Select(Encoding.UTF8.GetBytes), ArbMap.Default.GeneratorFor<byte[]>().Resize(6))
            select (at, cut, piece);
        var mutated = edits.NonEmptyListOf().Resize(6).Select(list => list.Aggregate(source, (bytes, edit) =>
        {
            var at = Math.Min(edit.at, bytes.Length);
            return [.. bytes[..at], .. edit.piece, .. bytes[Math.Min(bytes.Length, at + edit.cut)..]];
        }));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(mutated.ToArbitrary(), bytes => { LoadAndLook(bytes); }));
    }

    private static void LoadAndLook(byte[] bytes)
    {
        var file = new PolicyFile("a.yaml", bytes);
        var load = Sample.Load([file]);
        load.IsValid.ShouldBe(load.Errors.Count == 0);
        load.Errors.ShouldAllBe(error => error.Line >= 0 && !error.ToString().Any(char.IsControl));
        Sample.Load([file with { Name = "purposes.yaml" }]).IsValid.ShouldBeFalse(Convert.ToBase64String(bytes));
        PolicyCases.Load([file]).Cases.ShouldBeEmpty();
    }
}
