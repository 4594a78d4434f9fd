using Pmo.Agreements;
using Pmo.Gateway.Policies;

namespace Pmo.Gateway.Tests.ReloadedPolicies;

public sealed class PolicyHolderTests
{
    [Theory]
    [InlineData("policies/demo", "")]
    [InlineData("policies", "threshold noise")]
    public void Agreements_of_the_repository_wait_for_nothing_but_what_the_services_do_not_keep_to_yet(string folder, string waitingFor)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Pmo.Gateway.sln")))
        {
            root = root.Parent.ShouldNotBeNull();
        }

        var load = PolicyLoader.Load(Path.Combine(root.FullName, folder), PolicyHolder.Enforced, TestContext.Current.CancellationToken);

        load.Errors.ShouldAllBe(e => e.Code == PolicyErrorCode.NotYetEnforced);
        var others = load.Errors.Where(e => !waitingFor.Split(' ').Any(field => field.Length > 0 && e.Message.En.Contains(field, StringComparison.Ordinal)));
        others.Select(e => e.Message.En).ShouldBeEmpty();
    }
}
