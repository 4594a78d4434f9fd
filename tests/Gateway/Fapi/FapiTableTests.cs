namespace Pmo.Gateway.Tests.Fapi;

public sealed class FapiTableTests
{
    [Fact]
    public void Every_case_of_the_list_has_a_test_and_no_test_is_of_an_unknown_case()
    {
        using var reader = new StreamReader(typeof(FapiTable).Assembly.GetManifestResourceStream(typeof(FapiTable), "fapi2-cases.txt")!);
        var listed = reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();
        listed.Count.ShouldBe(44);
        FapiTable.Cases.Keys.ShouldBe(listed, ignoreOrder: true);
        foreach (var (name, (tests, method)) in FapiTable.Cases)
        {
            tests.GetMethod(method)!.GetCustomAttributes(inherit: false).OfType<FactAttribute>().ShouldHaveSingleItem(name).Skip.ShouldBeNull(name);
        }
    }
}
