using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Pmo.AuditLog;
using Pmo.Gateway.Audit;
using Pmo.Hosting.Startup;
using Pmo.Testing.Storage;

namespace Pmo.Gateway.Tests.Audit;

public sealed class AuditVerifyCommandTests : Stack
{
    [Fact]
    public async Task Database_is_verified_beside_a_running_gateway()
    {
        await ListRun.CheckAsync(NewPartner(), 71);
        var log = Gateway.GetRequiredService<MerkleLog>();
        await log.SealAsync(TestContext.Current.CancellationToken);
        var stored = Stored(Path.Combine(Data, "gateway", "gateway.db"));

        (await RunAsync([.. stored, "--key", log.Key!.ToString()])).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(0), r => r.Output.ShouldContain("sound"));
        Database.Tamper("UPDATE audit_entries SET kind = 'config' WHERE seq = 2");
        (await RunAsync(stored)).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(3), r => r.Output.ShouldContain("entry 2 ("));
    }

    [Theory]
    [InlineData]
    [InlineData("--db")]
    [InlineData("--db", "not-there.db")]
    [InlineData("--key", "x", "--db", "not-there.db")]
    [InlineData("--connection-file", "not-there")]
    public async Task Wrong_arguments_are_usage(params string[] args) => (await RunAsync(args)).Exit.ShouldBe(2);

    [Fact]
    public async Task File_that_is_no_database_is_not_sound()
    {
        var file = Path.Combine(Data, "noise.db");
        await File.WriteAllTextAsync(file, new string('x', 9000), TestContext.Current.CancellationToken);

        (await RunAsync("--db", file)).Exit.ShouldBe(3);
    }

    [Fact]
    public async Task Server_that_is_not_there_is_not_sound_and_its_password_is_not_told()
    {
        var (text, open, secret) = ("Host=127.0.0.1;Port=1;Database=none;Username=u;Password=geheim", Path.Combine(Data, "open"), Path.Combine(Data, "secret"));
        await File.WriteAllTextAsync(open, text, TestContext.Current.CancellationToken);
        PrivateFile.Write(secret, Encoding.UTF8.GetBytes(text));

        (await RunAsync("--connection-file", open)).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(2), r => r.Output.ShouldContain("chmod 600"));
        (await RunAsync("--connection-file", secret)).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(3), r => r.Output.ShouldNotContain("geheim"));
    }

    // As an operator names it: the file, or a file with what the service has for a connection string.
    private string[] Stored(string file)
    {
        if (TestStorage.ConnectionString(file) is not { } text)
        {
            return ["--db", file];
        }

        var secret = Path.Combine(Data, "connection");
        PrivateFile.Write(secret, Encoding.UTF8.GetBytes(text));
        return ["--connection-file", secret];
    }

    private static async Task<(int Exit, string Output)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        return (await AuditVerifyCommand.RunAsync([AuditVerifyCommand.Name, .. args], output, TestContext.Current.CancellationToken), output.ToString());
    }
}
