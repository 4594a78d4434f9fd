namespace Pmo.Agreements.Tests;

public sealed class DemoPoliciesTests
{
    private static readonly string Demo = Path.Combine(AppContext.BaseDirectory, "policies", "demo");

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
    public void Every_case_of_the_demo_comes_out_as_expected()
    {
        var set = PolicyLoader.Load(Demo, PolicyFeatures.All, TestContext.Current.CancellationToken).Set.ShouldNotBeNull();
        var cases = PolicyCases.Load(Path.Combine(Demo, "tests"), TestContext.Current.CancellationToken);
        cases.Errors.ShouldBeEmpty();
        cases.Cases.Count.ShouldBeGreaterThanOrEqualTo(12);
        var failed = cases.Cases.Select(one => one.Run(set)).Where(outcome => !outcome.Passed);
        failed.Select(outcome => $"{outcome.Case.Name}: {outcome.Decision.Reason.ToWire()}").ShouldBeEmpty();
    }
}
