using Microsoft.Extensions.Configuration;
using Pmo.Hosting.Startup;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Storage;

public sealed class StorageSetupTests
{
    [Fact]
    public void With_a_standby_but_no_primary_the_service_does_not_start()
    {
        using var folder = new TempDirectory();
        Should.Throw<StartupException>(() => ServiceHost.CreateBuilder(
                "test",
                ["--environment=Development"],
                c => c.AddInMemoryCollection(new Dictionary<string, string?>
                {
                    ["Service:DataDirectory"] = folder.File("data"), ["Storage:ReadConnectionString"] = "Host=b;Database=pmo;Password=secret",
                })))
            .ShouldSatisfyAllConditions(
                e => e.Code.ShouldBe("storage_setting_invalid"), e => e.Message.ShouldContain("ReadConnectionString"), e => e.ToString().ShouldNotContain("secret"));
    }
}
