using Pmo.Client.Checks;
using Pmo.Client.Http;
using Pmo.Client.Profiles;
using Pmo.Client.Tests.Loopback;

namespace Pmo.Client.Tests.Checks;

public sealed class ResumeStoreTests : IDisposable
{
    private static readonly ResumeState State = new("key", new byte[32], "digest", 3, DateTimeOffset.UnixEpoch, "nik.e1.1");
    private readonly PmoHome _home = new(Directory.CreateTempSubdirectory("pmo-resume-").FullName);

    public void Dispose() => Directory.Delete(_home.Path, recursive: true);

    [Fact]
    public void State_is_read_back_and_only_its_owner_can_read_it()
    {
        var path = Path.Combine(_home.Resume, "a.json");
        ResumeStore.Write(path, State with { CheckId = "c1" }).ShouldBeTrue();
        var read = ResumeStore.Read(path)!;
        (read.CheckId, read.IdempotencyKey, read.Rows, read.KeyId, read.Seed.Length).ShouldBe(("c1", "key", 3, "nik.e1.1", 32));
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(_home.Resume).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.GetFiles(_home.Resume).Length.ShouldBe(1);
        State.ToString().ShouldBe("ResumeState");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"seed\":\"AA\"}")]
    public void Damaged_state_is_none(string content)
    {
        var path = Path.Combine(_home.Path, "a.json");
        File.WriteAllText(path, content);
        ResumeStore.Read(path).ShouldBeNull();
    }

    [Fact]
    public async Task Everything_that_makes_a_check_another_makes_another_file()
    {
        await using var gateway = await LoopbackGateway.StartAsync();
        new ProfileStore(gateway.Home).TryOpen(null, out var profile, out _).ShouldBeTrue();
        using (profile)
        {
            var order = new CheckOrder(new Grant("a", "p"), "d");
            CheckOrder[] orders =
            [
                order, order with { Grant = new Grant("b", "p") }, order with { Grant = new Grant("a", "q") }, order with { ListDigest = "e" },
                order with { Datasets = ["x"] },
            ];
            orders.Select(o => new ResumeStore(_home).PathOf(profile!, o)).ShouldBeUnique();
            Path.GetFileName(new ResumeStore(_home).PathOf(profile!, order)).ShouldBe(Path.GetFileName(new ResumeStore(_home).PathOf(profile!, order with { })));
        }
    }
}
