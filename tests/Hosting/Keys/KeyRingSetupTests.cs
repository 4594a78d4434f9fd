using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Pmo.Hosting.Startup;
using Pmo.Testing;
using Pmo.Testing.Storage;

namespace Pmo.Hosting.Tests.Keys;

/// <summary>The ring as the services get it: under a certificate, in the database, taken over from the folder of before.</summary>
public sealed class KeyRingSetupTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    [Fact]
    public void Production_without_a_certificate_does_not_start() =>
        Should.Throw<StartupException>(() => RingHost.Create(_folder, "Production")).Code.ShouldBe("key_ring_unprotected");

    [Fact]
    public async Task The_ring_in_the_database_is_encrypted_and_a_restart_reads_it()
    {
        var certificate = TestCertificate.Write(_folder, "ring");
        var box = await SealAsync("Production", certificate);

        KeyRingRows.Read(RingHost.Database(_folder)).ShouldHaveSingleItem().Xml.ShouldSatisfyAllConditions(
            xml => xml.ShouldContain("encryptedSecret"), xml => xml.ShouldNotContain("<masterKey"));
        Directory.Exists(_folder.File("data/keys")).ShouldBeFalse();
        (await OpenAsync(box, "Production", certificate)).ShouldBe([7]);
        KeyRingRows.Read(RingHost.Database(_folder)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_certificate_stops_the_start_and_changes_nothing()
    {
        var right = TestCertificate.Write(_folder, "right");
        var box = await SealAsync("Production", right);
        var before = KeyRingRows.Read(RingHost.Database(_folder));

        Should.Throw<StartupException>(() => RingHost.Create(_folder, "Production", TestCertificate.Write(_folder, "other"))).Code.ShouldBe("key_ring_unreadable");

        KeyRingRows.Read(RingHost.Database(_folder)).ShouldBe(before);
        (await OpenAsync(box, "Production", right)).ShouldBe([7]);
    }

    [Fact]
    public async Task A_renewed_certificate_reads_through_the_old_one_once_and_then_alone()
    {
        var (old, renewed) = (TestCertificate.Write(_folder, "old", endsInDays: -1), TestCertificate.Write(_folder, "renewed"));
        var valid = TestCertificate.Write(_folder, "valid");
        var box = await SealAsync("Production", valid);

        (await OpenAsync(box, "Production", renewed, old, valid)).ShouldBe([7]);
        (await OpenAsync(box, "Production", renewed)).ShouldBe([7]);
        Should.Throw<StartupException>(() => RingHost.Create(_folder, "Production", valid)).Code.ShouldBe("key_ring_unreadable");
    }

    [Fact]
    public async Task What_was_tried_out_in_development_is_encrypted_when_it_goes_to_production()
    {
        var box = await SealAsync("Development");
        KeyRingRows.Read(RingHost.Database(_folder)).Single().Xml.ShouldContain("<masterKey");

        (await OpenAsync(box, "Production", TestCertificate.Write(_folder, "ring"))).ShouldBe([7]);

        KeyRingRows.Read(RingHost.Database(_folder)).Single().Xml.ShouldNotContain("<masterKey");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_folder_of_before_is_taken_over(bool isProduction)
    {
        var certificate = isProduction ? TestCertificate.Write(_folder, "ring") : null;
        var environment = isProduction ? "Production" : "Development";
        var box = OldWay.Seal(_folder.File("data/keys"), certificate, [7]);

        (await OpenAsync(box, environment, certificate)).ShouldBe([7]);

        Directory.Exists(_folder.File("data/keys")).ShouldBeFalse();
        Directory.GetFiles(_folder.File("data/keys.migrated")).ShouldHaveSingleItem();
        KeyRingRows.Read(RingHost.Database(_folder)).ShouldHaveSingleItem();
        (await OpenAsync(box, environment, certificate)).ShouldBe([7]);
    }

    [Fact]
    public async Task A_folder_that_is_restored_later_is_taken_over_too()
    {
        await SealAsync("Development");
        Directory.CreateDirectory(_folder.File("data/keys.migrated"));
        var box = OldWay.Seal(_folder.File("data/keys"), certificate: null, [7]);

        (await OpenAsync(box, "Development")).ShouldBe([7]);
        Directory.Exists(_folder.File("data/keys.migrated-2")).ShouldBeTrue();
    }

    [Fact]
    public void A_damaged_file_of_before_stops_the_start_and_stays()
    {
        Directory.CreateDirectory(_folder.File("data/keys"));
        _folder.Write("data/keys/key-1.xml", "<key");

        Should.Throw<StartupException>(() => RingHost.Create(_folder)).Code.ShouldBe("key_ring_unreadable");
        File.Exists(_folder.File("data/keys/key-1.xml")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Replicas_that_start_at_once_open_what_the_others_seal(bool hasOldFolder)
    {
        if (hasOldFolder)
        {
            OldWay.Seal(_folder.File("data/keys"), certificate: null, [7]);
        }

        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RingHost.Create(_folder))));
        var boxes = hosts.Select((host, i) => host.Protector.Protect([(byte)i])).ToList();

        foreach (var host in hosts)
        {
            boxes.Select(box => host.Protector.Unprotect(box).Single()).ShouldBe([0, 1, 2, 3]);
        }

        KeyRingRows.Read(RingHost.Database(_folder)).Count.ShouldBe(1);
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_lost_ring_opens_nothing()
    {
        var box = await SealAsync("Development");
        KeyRingRows.Take(RingHost.Database(_folder));
        await Should.ThrowAsync<CryptographicException>(() => OpenAsync(box, "Development"));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<byte[]> SealAsync(string environment, string? certificate = null)
    {
        await using var host = RingHost.Create(_folder, environment, certificate);
        return host.Protector.Protect([7]);
    }

    private async Task<byte[]> OpenAsync(byte[] box, string environment, string? certificate = null, params string[] old)
    {
        await using var host = RingHost.Create(_folder, environment, certificate, old);
        return host.Protector.Unprotect(box);
    }
}
