using System.Text.Json;
using Pmo.Hosting.Startup;
using Pmo.Oprf;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;

namespace Pmo.Pseudonyms.Tests.Keys;

public sealed class PairingExportTests
{
    [Fact]
    public async Task Writes_the_signed_pairing_for_its_owner_only_and_the_fingerprint_beside()
    {
        using var folder = new DataFolder();
        await using var host = await StartAsync(folder);
        var pairing = Read(folder, out var signer);

        signer.ShouldBe(host.Keys.Fingerprint);
        pairing.Epoch.ShouldBe("2026-11");
        pairing.PairKey.ShouldBe(host.Keys.PairKey.ToArray());
        pairing.Domains.Keys.Order().ShouldBe(["kk", "nik"]);
        pairing.Domains["nik"].Canary.ShouldBe(Encode(Element.HashToGroup(PersonInput.Canary(IdentityKind.Nik)).Multiply(host.Keys.Master(IdentityKind.Nik))));
        pairing.Domains["kk"].PublicKey.ShouldBe(Encode(Element.Generator.Multiply(host.Keys.Master(IdentityKind.Kk))));
        (await File.ReadAllTextAsync(Path.Combine(folder.Exports, "statement-key.txt"))).ShouldBe($"{host.Keys.Fingerprint}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(PairingFilePath(folder)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task Exports_once_and_again_only_when_told()
    {
        using var folder = new DataFolder();
        await (await StartAsync(folder)).DisposeAsync();
        File.Delete(PairingFilePath(folder));

        await (await StartAsync(folder)).DisposeAsync();
        File.Exists(PairingFilePath(folder)).ShouldBeFalse();

        await (await StartAsync(folder, "--Pairing:ExportAgain=true")).DisposeAsync();
        Read(folder, out _).Epoch.ShouldBe("2026-11");
    }

    [Fact]
    public async Task Folder_that_cannot_be_written_stops_the_start_and_the_export_is_made_later()
    {
        using var folder = new DataFolder();
        await File.WriteAllTextAsync(folder.Exports, "a file where the folder should be");
        Should.Throw<StartupException>(() => PseudonymsService.Create(PseudonymsHost.Arguments(folder, $"--Pairing:ExportDirectory={folder.Exports}")))
            .Code.ShouldBe("data_unwritable");

        File.Delete(folder.Exports);
        await (await StartAsync(folder)).DisposeAsync();
        File.Exists(PairingFilePath(folder)).ShouldBeTrue();
    }

    [Fact]
    public async Task Two_partners_tokens_do_not_join_but_for_the_holder_of_the_pairing()
    {
        using var folder = new DataFolder();
        await using var host = await StartAsync(folder);
        var a = await TokenAsync(host, "csr-nusantara");
        var b = await TokenAsync(host, "baznas-lampung");
        a.ShouldNotBe(b);

        var pairing = Read(folder, out _);
        Canonical(pairing, "csr-nusantara", a).ShouldBe(Canonical(pairing, "baznas-lampung", b));
        Canonical(pairing, "baznas-lampung", a).ShouldNotBe(Canonical(pairing, "baznas-lampung", b));
    }

    private static async Task<byte[]> TokenAsync(PseudonymsHost host, string partner)
    {
        var part = BlindedPart.Of(1);
        using var response = await host.EvaluateAsync(part.Bytes, host.Decide(session: partner, partner: partner, n: 1));
        var statement = await host.StatementAsync(partner: partner);
        return part.Tokens(await response.ShouldBeAnsweredAsync(), statement.PublicKey)[Element.Size..];
    }

    private static byte[] Canonical(Pairing pairing, string partner, byte[] token)
    {
        var factor = PartnerFactor.Derive(pairing.PairKey, KeyId.Of(IdentityKind.Nik, pairing.Epoch, 1), partner);
        Element.TryDecode(token, out var element).ShouldBeTrue();
        return Encode(element.Multiply(factor.Invert()));
    }

    private static byte[] Encode(Element element)
    {
        var bytes = new byte[Element.Size];
        element.Encode(bytes);
        return bytes;
    }

    private static Task<PseudonymsHost> StartAsync(DataFolder folder, params string[] settings) =>
        PseudonymsHost.StartAsync(folder, null, null, [$"--Pairing:ExportDirectory={folder.Exports}", .. settings]);

    private static string PairingFilePath(DataFolder folder) => Path.Combine(folder.Exports, "pairing-2026-11.json");

    private static Pairing Read(DataFolder folder, out KeyFingerprint signer) => Pairing.Read(
        JsonSerializer.Deserialize<PairingFile>(File.ReadAllBytes(PairingFilePath(folder)), ApiJson.Options)!.Pairing, out signer).ShouldNotBeNull();
}
