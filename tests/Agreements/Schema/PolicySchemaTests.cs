namespace Pmo.Agreements.Tests;

public sealed class PolicySchemaTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "policies");

    public static TheoryData<string> Agreements => [.. Files("").Concat(Files("demo"))];

    public static TheoryData<string> Cases => [.. Files("tests").Concat(Files("demo/tests"))];

    [Theory]
    [MemberData(nameof(Agreements))]
    public void Every_agreement_of_the_repository_fits(string file) => SchemaCheck.Errors(PolicySchema.Agreement(), Text(file)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_file_of_cases_fits(string file) => SchemaCheck.Errors(PolicySchema.Cases(), Text(file)).ShouldBeEmpty();

    [Fact]
    public void The_purposes_fit() => SchemaCheck.Errors(PolicySchema.Purposes(), Text("purposes.yaml")).ShouldBeEmpty();

    [Fact]
    public void The_files_that_editors_read_are_those_of_this_version()
    {
        Text("schema/agreement.schema.json").ShouldBe(PolicySchema.Agreement());
        Text("schema/purposes.schema.json").ShouldBe(PolicySchema.Purposes());
        Text("schema/cases.schema.json").ShouldBe(PolicySchema.Cases());
    }

    [Fact]
    public void Agreements_tell_editors_where_their_schema_is()
    {
        foreach (var file in Files(""))
            Text(file).ShouldStartWith("# yaml-language-server: $schema=schema/agreement.schema.json\n");
        foreach (var file in Files("tests"))
            Text(file).ShouldStartWith("# yaml-language-server: $schema=../schema/cases.schema.json\n");
    }

    [Theory]
    [InlineData("id: csr-one", "id: CSR_one")]
    [InlineData("number: 1/PKS/2026", "nomor: 1")]
    [InlineData("title: { id: Pemeriksaan, en: Check }", "title: { id: Pemeriksaan }")]
    [InlineData("from: 2026-01-01", "from: 1/1/2026")]
    [InlineData("[pre-donation-check, evaluation]", "[marketing]")]
    [InlineData("[pre-donation-check, evaluation]", "[]")]
    [InlineData("[pre-donation-check, evaluation]", "[audit, audit]")]
    [InlineData("operation: check", "operation: peek")]
    [InlineData("operation: check", "operation: coverage")]
    [InlineData("datasets: [pkh, zakat]", "regions: ['18']")]
    [InlineData("kinds: [nik]", "regions: ['181']\n    kinds: [nik]")]
    [InlineData("kinds: [nik]", "threshold: 3\n    kinds: [nik]")]
    [InlineData("persons: 5000", "persons: 0")]
    [InlineData("per: month", "per: fortnight")]
    [InlineData("{ min: 20, max: 2000 }", "{}")]
    [InlineData("by: dpo@baznas.example, ", "")]
    public void What_the_loader_refuses_an_editor_marks(string old, string replacement)
    {
        var text = Sample.With(old, replacement);
        Sample.Errors(text).ShouldNotBeEmpty();
        SchemaCheck.Errors(PolicySchema.Agreement(), text).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("kinds: [nik]", "regions: [18, \"1871011001\"]\n    kinds: [nik]")]
    [InlineData("number: 1/PKS/2026", "number: 17")]
    public void What_the_loader_takes_an_editor_does_not_mark(string old, string replacement)
    {
        var text = Sample.With(old, replacement);
        Sample.Errors(text).ShouldBeEmpty();
        SchemaCheck.Errors(PolicySchema.Agreement(), text).ShouldBeEmpty();
    }

    [Fact]
    public void Counts_and_forbids_fit() => SchemaCheck.Errors(
        PolicySchema.Agreement(), Sample.Coverage("threshold: 2", "noise: { epsilon: 0.01 }") + "\nforbids:\n  - { operation: check, regions: [\"18\"] }\n").ShouldBeEmpty();

    private static IEnumerable<string> Files(string folder) => Directory.GetFiles(Path.Combine(Folder, folder), "*.yaml")
        .Select(file => Path.GetRelativePath(Folder, file)).Where(file => file != "purposes.yaml").Order(StringComparer.Ordinal);

    private static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));
}
