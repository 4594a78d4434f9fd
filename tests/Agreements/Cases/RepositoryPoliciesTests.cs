namespace Pmo.Agreements.Tests;

public sealed class RepositoryPoliciesTests
{
    private static readonly string Examples = Path.Combine(AppContext.BaseDirectory, "policies");
    private static readonly string Demo = Path.Combine(Examples, "demo");

    [Fact]
    public void The_demo_set_loads_with_one_agreement_per_organisation()
    {
        var load = PolicyLoader.Load(Demo, PolicyFeatures.All, TestContext.Current.CancellationToken);
        load.Errors.ShouldBeEmpty();
        load.Set!.Agreements.Select(agreement => agreement.Id.Value).ShouldBe([
            "baznas-lampung-demo", "bappeda-lampung-demo", "csr-nusantara-demo", "csr-sejahtera-demo", "dinsos-lampung-demo",
            "dpo-pmo-demo", "operator-pmo-demo",
        ], ignoreOrder: true);
        load.Set.Agreements.ShouldAllBe(agreement => agreement.Id.Value == agreement.Party + "-demo" && agreement.Until == new DateOnly(2099, 12, 31));
    }

    [Fact]
    public void The_purposes_file_names_every_purpose()
    {
        var path = Path.Combine(Demo, "..", "purposes.yaml");
        var load = Sample.Load([new PolicyFile("purposes.yaml", File.ReadAllBytes(path))]);
        load.Errors.ShouldBeEmpty();
        load.Set!.Purposes.ShouldBe(PurposeTexts.BuiltIn, ignoreOrder: true);
    }

    [Fact]
    public void The_demo_asks_nothing_of_the_services_that_they_do_not_keep_to() =>
        PolicyLoader.Load(Demo, PolicyFeatures.Kk | PolicyFeatures.Regions, TestContext.Current.CancellationToken).Errors.ShouldBeEmpty();

    [Fact]
    public void The_ten_examples_load_and_use_the_whole_vocabulary()
    {
        var load = PolicyLoader.Load(Examples, PolicyFeatures.All, TestContext.Current.CancellationToken);
        load.Errors.ShouldBeEmpty();
        load.Set!.Agreements.Count.ShouldBe(10);
        var text = string.Concat(Directory.GetFiles(Examples, "*.yaml").Select(File.ReadAllText));
        Vocabulary.Operations.Names.Concat(Vocabulary.Purposes.Names).Concat(PermitReader.PermitFields).Concat(["day", "week", "month", "year", "kk"])
            .Where(word => !text.Contains(word, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("demo", 27)]
    [InlineData("", 60)]
    public void Every_case_comes_out_as_expected(string folder, int atLeast)
    {
        var directory = Path.Combine(Examples, folder);
        var set = PolicyLoader.Load(directory, PolicyFeatures.All, TestContext.Current.CancellationToken).Set.ShouldNotBeNull();
        var cases = PolicyCases.Load(Path.Combine(directory, "tests"), TestContext.Current.CancellationToken);
        cases.Errors.ShouldBeEmpty();
        cases.Cases.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        var failed = cases.Cases.Select(one => one.Run(set)).Where(outcome => !outcome.Passed);
        failed.Select(outcome => $"{outcome.Case.Name}: {outcome.Decision.Reason.ToWire()}").ShouldBeEmpty();
    }
}
