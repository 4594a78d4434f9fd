using System.Text;
using Microsoft.IdentityModel.Tokens;
using Pmo.Hosting.Startup;
using Pmo.Oprf;
using Pmo.Protocol.Inputs;
using Pmo.Testing.Storage;

namespace Pmo.Pseudonyms.Tests.Keys;

public sealed class KeyLoaderTests
{
    [Fact]
    public async Task Restart_keeps_the_keys_even_in_another_month()
    {
        using var folder = new DataFolder();
        byte[] publicKey;
        string fingerprint;
        await using (var first = await PseudonymsHost.StartAsync(folder))
        {
            publicKey = (await first.StatementAsync()).PublicKey;
            fingerprint = first.Keys.Fingerprint.ToString();
        }

        await using var second = await PseudonymsHost.StartAsync(folder, new ManualTime(PseudonymsHost.Start.AddDays(40)));
        var statement = await second.StatementAsync();
        statement.PublicKey.ShouldBe(publicKey);
        statement.Epoch.ShouldBe("2026-11");
        second.Keys.Fingerprint.ToString().ShouldBe(fingerprint);
    }

    [Fact]
    public async Task Two_replicas_that_start_at_once_agree()
    {
        using var folder = new DataFolder();
        var hosts = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => PseudonymsHost.StartAsync(folder))));
        hosts[0].Keys.Fingerprint.ShouldBe(hosts[1].Keys.Fingerprint);
        hosts[0].Keys.Master(IdentityKind.Nik).ShouldBe(hosts[1].Keys.Master(IdentityKind.Nik));
        hosts[0].Keys.PairKey.ToArray().ShouldBe(hosts[1].Keys.PairKey.ToArray());
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task Lost_key_ring_refuses_to_start_and_makes_no_new_key()
    {
        using var folder = new DataFolder();
        byte[] publicKey;
        await using (var host = await PseudonymsHost.StartAsync(folder))
        {
            publicKey = (await host.StatementAsync()).PublicKey;
        }

        var kept = KeyRingRows.Take(folder.Database);
        Should.Throw<StartupException>(() => PseudonymsService.Create(PseudonymsHost.Arguments(folder))).Code.ShouldBe("pseudonym_keys_unreadable");

        KeyRingRows.Put(folder.Database, kept);
        await using var restored = await PseudonymsHost.StartAsync(folder);
        (await restored.StatementAsync()).PublicKey.ShouldBe(publicKey);
    }

    [Fact]
    public async Task Another_epoch_than_the_stored_one_is_refused()
    {
        using var folder = new DataFolder();
        await using (var host = await PseudonymsHost.StartAsync(folder, null, null, "--Pseudonyms:Epoch=e1"))
        {
            (await host.StatementAsync()).KeyId.ShouldBe("nik.e1.1");
        }

        Should.Throw<StartupException>(() => PseudonymsService.Create(PseudonymsHost.Arguments(folder, "--Pseudonyms:Epoch=e2")))
            .Code.ShouldBe("epoch_differs");
    }

    [Fact]
    public async Task Database_thief_learns_no_key()
    {
        await using var host = await PseudonymsHost.StartAsync();
        var nik = new byte[Scalar.Size];
        host.Keys.Master(IdentityKind.Nik).CopyTo(nik);
        var kk = new byte[Scalar.Size];
        host.Keys.Master(IdentityKind.Kk).CopyTo(kk);
        byte[] epoch = Encoding.ASCII.GetBytes("2026-11");

        var stolen = ReadDatabase(host.Folder);

        Contains(stolen, epoch).ShouldBeTrue("the search must find what is there");
        foreach (var secret in (byte[][])[nik, kk, host.Keys.PairKey.ToArray()])
        {
            foreach (var form in Encodings(secret))
            {
                Contains(stolen, form).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public async Task Keys_do_not_print_themselves()
    {
        await using var host = await PseudonymsHost.StartAsync();
        host.Keys.ToString().ShouldBe("EpochKeys");
        $"{new Pseudonyms.Keys.MasterKey(host.Keys.IdOf(IdentityKind.Nik), host.Keys.Master(IdentityKind.Nik))}".ShouldBe("MasterKey");
    }

    internal static byte[] ReadDatabase(DataFolder folder)
    {
        if (TestStorage.IsPostgres)
        {
            return TestStorage.Dump(folder.Database);
        }

        return [.. Directory.GetFiles(folder.Path, "pseudonyms.db*").SelectMany(ReadShared)];
    }

    internal static IEnumerable<byte[]> Encodings(byte[] secret) =>
    [
        secret,
        Encoding.ASCII.GetBytes(Convert.ToBase64String(secret)[..40]),
        Encoding.ASCII.GetBytes(Base64UrlEncoder.Encode(secret)[..40]),
        Encoding.ASCII.GetBytes(Convert.ToHexString(secret)),
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(secret)),
    ];

    internal static bool Contains(byte[] where, byte[] what) => where.AsSpan().IndexOf(what) >= 0;

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
