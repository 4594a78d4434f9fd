using System.Net;
using System.Security.Cryptography;
using Pmo.Hosting.Startup;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;
using Pmo.Protocol.Keys;
using Pmo.Testing.Storage;

namespace Pmo.Matching.Tests.Epochs;

public sealed class PairingImporterTests
{
    [Fact]
    public async Task Without_a_pairing_it_starts_says_why_and_works_once_the_file_comes()
    {
        await using var host = MatchingHost.Prepare();
        await host.StartAppAsync();
        (await host.Caller("csr").SendAsync(HttpMethod.Get, "/v1/datasets", d => d)).ShouldBe(503, "pairing_missing");
        using (var ready = await host.Http.GetAsync("/health/ready"))
        {
            ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await ready.Content.ReadAsStringAsync()).ShouldContain("pairing_missing");
        }

        host.Pseudonyms.WritePairing(host.Import);
        (await host.Caller("csr").SendAsync(HttpMethod.Get, "/v1/datasets", d => d)).Read<DatasetList>().Datasets.ShouldBeEmpty();
        Directory.EnumerateFiles(host.Import).ShouldBeEmpty();
        using var after = await host.Http.GetAsync("/health/ready");
        after.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task File_that_another_replica_has_taken_in_since_it_was_listed_stops_nothing()
    {
        // Listed, but not there when it is read: what a shared folder looks like then.
        await using var host = MatchingHost.Prepare();
        Directory.CreateDirectory(host.Import);
        File.CreateSymbolicLink(Path.Combine(host.Import, "pairing-e1.json"), Path.Combine(host.Import, "gone"));

        await host.StartAppAsync();

        (await host.Caller("csr").SendAsync(HttpMethod.Get, "/v1/datasets", d => d)).ShouldBe(503, "pairing_missing");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"pairing":"a.b.c"}""")]
    public async Task A_damaged_file_stops_the_start(string content)
    {
        await using var host = MatchingHost.Prepare();
        Directory.CreateDirectory(host.Import);
        await File.WriteAllTextAsync(Path.Combine(host.Import, "pairing-e1.json"), content);
        (await Should.ThrowAsync<StartupException>(host.StartAppAsync)).Code.ShouldBe("pairing_invalid");
    }

    [Fact]
    public async Task A_file_named_for_another_epoch_stops_the_start()
    {
        await using var host = MatchingHost.Prepare();
        host.Pseudonyms.WritePairing(host.Import);
        File.Move(Path.Combine(host.Import, "pairing-e1.json"), Path.Combine(host.Import, "pairing-e2.json"));
        (await Should.ThrowAsync<StartupException>(host.StartAppAsync)).Code.ShouldBe("pairing_invalid");
    }

    [Fact]
    public async Task A_later_pairing_by_another_signer_stops_the_start()
    {
        await using var host = await MatchingHost.StartAsync();
        await host.StopAppAsync();
        new TestPseudonyms("e2").WritePairing(host.Import);
        (await Should.ThrowAsync<StartupException>(host.StartAppAsync)).Code.ShouldBe("pairing_signer_changed");
    }

    [Fact]
    public async Task A_pairing_by_another_signer_than_the_option_names_stops_the_start()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var host = MatchingHost.Prepare($"--Pairing:StatementKey={KeyFingerprint.Of(other)}");
        host.Pseudonyms.WritePairing(host.Import);
        (await Should.ThrowAsync<StartupException>(host.StartAppAsync)).Code.ShouldBe("pairing_signer_changed");
    }

    [Fact]
    public async Task The_named_signer_is_taken()
    {
        var pseudonyms = new TestPseudonyms();
        await using var host = MatchingHost.Prepare($"--Pairing:StatementKey={KeyFingerprint.Of(pseudonyms.StatementKey)}");
        pseudonyms.WritePairing(host.Import);
        await host.StartAppAsync();
        (await host.Caller("csr").SendAsync(HttpMethod.Get, "/v1/datasets", d => d)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_same_epoch_with_another_key_stops_the_start_and_the_same_file_again_does_not()
    {
        await using var host = await MatchingHost.StartAsync();
        await host.StopAppAsync();
        host.Pseudonyms.WritePairing(host.Import);
        await host.StartAppAsync();
        Directory.EnumerateFiles(host.Import).ShouldBeEmpty();
        await host.StopAppAsync();
        new TestPseudonyms("e1", host.Pseudonyms.StatementKey).WritePairing(host.Import);
        (await Should.ThrowAsync<StartupException>(host.StartAppAsync)).Code.ShouldBe("pairing_invalid");
    }

    [Theory]
    [InlineData("ring")]
    [InlineData("epochs")]
    public async Task A_lost_key_ring_or_epoch_key_stops_the_start(string lost)
    {
        await using var host = await MatchingHost.StartAsync();
        await host.StopAppAsync();
        if (lost == "ring")
        {
            KeyRingRows.Take(Path.Combine(host.Data, "matching.db"));
        }
        else
        {
            Directory.Delete(Path.Combine(host.Data, lost), recursive: true);
        }

        (await Should.ThrowAsync<StartupException>(host.StartAppAsync)).Code.ShouldBe("epoch_key_lost");
    }

    [Fact]
    public async Task A_later_epoch_waits_rather_than_quietly_match_nobody()
    {
        await using var host = await MatchingHost.StartAsync();
        await host.StopAppAsync();
        var next = new TestPseudonyms("e2", host.Pseudonyms.StatementKey);
        next.WritePairing(host.Import);
        await host.StartAppAsync();
        var csr = host.Caller("csr");
        var check = await csr.OpenCheckAsync(1, [new("x-1", "dinsos")]);
        (await csr.PutTokensAsync(check, 0, next.Part("csr", [1]), next.Key.ToString())).ShouldBe(409, "key_retired");
        (await csr.PutTokensAsync(check, 0, host.Pseudonyms.Part("csr", [1]))).Status.ShouldBe(HttpStatusCode.OK);
    }
}
