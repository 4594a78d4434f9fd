using Microsoft.Extensions.DependencyInjection;
using Pmo.AuditLog;
using Pmo.Gateway.Audit;

namespace Pmo.Gateway.Tests.Audit;

public sealed class AuditVerifyCommandTests : Stack
{
    [Fact]
    public async Task Database_is_verified_beside_a_running_gateway()
    {
        await ListRun.CheckAsync(NewPartner(), 71);
        var log = Gateway.GetRequiredService<MerkleLog>();
        await log.SealAsync(TestContext.Current.CancellationToken);
        var file = Path.Combine(Data, "gateway", "gateway.db");

        (await RunAsync("--db", file, "--key", log.Key!.ToString())).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(0), r => r.Output.ShouldContain("sound"));
        Database.Tamper("UPDATE audit_entries SET kind = 'config' WHERE seq = 2");
        (await RunAsync("--db", file)).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(3), r => r.Output.ShouldContain("entry 2 ("));
    }

    [Theory]
    [InlineData]
    [InlineData("--db")]
    [InlineData("--db", "not-there.db")]
    [InlineData("--key", "x", "--db", "not-there.db")]
    public async Task Wrong_arguments_are_usage(params string[] args) => (await RunAsync(args)).Exit.ShouldBe(2);

    [Fact]
    public async Task File_that_is_no_database_is_not_sound()
    {
        var file = Path.Combine(Data, "noise.db");
        await File.WriteAllTextAsync(file, new string('x', 9000), TestContext.Current.CancellationToken);

        (await RunAsync("--db", file)).Exit.ShouldBe(3);
    }

    private static async Task<(int Exit, string Output)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        return (await AuditVerifyCommand.RunAsync([AuditVerifyCommand.Name, .. args], output, TestContext.Current.CancellationToken), output.ToString());
    }
}
