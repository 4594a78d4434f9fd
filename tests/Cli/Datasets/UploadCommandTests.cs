using System.Text;
using System.Text.Json;
using Pmo.Client.Tests.Loopback;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;

namespace Pmo.Cli.Tests.Datasets;

public sealed class UploadCommandTests : IAsyncLifetime
{
    private LoopbackGateway _gateway = null!;
    private string _file = "";

    public async ValueTask InitializeAsync()
    {
        _gateway = await LoopbackGateway.StartAsync();
        _gateway.Catalog = CatalogOf("registration");
        _file = Path.Combine(_gateway.Folder, "list.csv");
        await File.WriteAllTextAsync(
            _file,
            "NIK;Jenis Bantuan;Nominal;Periode;Kode Desa;Nomor\n"
            + "1871014101900001;blt dd;Rp 1.500.000,00;Maret 2026;18.71.01.1001;A-1\n"
            + "12345;PKH;1;2026;;A-2\n"
            + "-;PKH;1;2026;1871;A-3\n"
            + "-;PKH;1;2026;;A-4\n"
            + "1871014101900001;PKH;banyak;2026;;A-5\n"
            + "1871015501900002;PKH;1;2026;;1871015501900002\n");
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Sends_tokens_and_fields_and_counts_what_is_not_sent()
    {
        var ran = await UploadAsync("--as-of", "2026-03-01", "--map", "ref=Nomor", "--status", "claimed");

        ran.Exit.ShouldBe(0, ran.Error);
        var opened = JsonSerializer.Deserialize<UploadRequest>(_gateway.Seen.Single(r => r.Path.EndsWith("/uploads", StringComparison.Ordinal)).Body, ApiJson.Options)!;
        (opened.Mode, opened.AsOf, opened.Rows).ShouldBe(("replace", new DateOnly(2026, 3, 1), 3));
        opened.WithoutNik!["1871"].ShouldBe(1);
        opened.WithoutNik[""].ShouldBe(1);
        opened.Quality!["nik_length"].ShouldBe(1);
        opened.Quality["amount_unreadable"].ShouldBe(1);
        opened.Quality["ref_unreadable"].ShouldBe(1);
        var body = Encoding.UTF8.GetString(_gateway.Seen.Single(r => r.Method == "PUT").Body);
        NikScanner.Contains(body).ShouldBeFalse();
        var lines = body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(4);
        JsonSerializer.Deserialize<UploadPartHeader>(lines[0], ApiJson.Options)!.Canary.Length.ShouldBe(32);
        var row = JsonSerializer.Deserialize<UploadRow>(lines[1], ApiJson.Options)!;
        (row.Status, row.AidType, row.Amount, row.Period, row.Region, row.Ref).ShouldBe(("claimed", "BLT_DD", 1_500_000L, "2026-03", "1871011001", "A-1"));
        row.Token.Length.ShouldBe(32);
        JsonSerializer.Deserialize<UploadRow>(lines[3], ApiJson.Options)!.Ref.ShouldBeNull();
        _gateway.Seen.Single(r => r.Method == "PUT").Headers["Pmo-Agreement"].ShouldBe("dinsos-demo");
    }

    [Fact]
    public async Task Several_fitting_agreements_exit_2_and_are_named()
    {
        _gateway.Catalog = CatalogOf("targeting", "duplicate-cleanup");
        var ran = await UploadAsync();
        ran.Exit.ShouldBe(2);
        ran.Error.ShouldContain("--purpose targeting");
        ran.Error.ShouldContain("--purpose duplicate-cleanup");
        (await UploadAsync("--purpose", "targeting")).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task Registration_is_what_an_upload_is_for_when_an_agreement_has_other_purposes_too()
    {
        _gateway.Catalog = CatalogOf("duplicate-cleanup", "registration");
        (await UploadAsync()).Exit.ShouldBe(0);
        _gateway.Seen.Single(r => r.Method == "PUT").Headers["Pmo-Purpose"].ShouldBe("registration");
    }

    [Fact]
    public async Task No_fitting_agreement_exits_2()
    {
        _gateway.Catalog = new Catalog([]);
        (await UploadAsync()).Exit.ShouldBe(2);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("nik=NIK")]
    [InlineData("amount=Missing")]
    public async Task Map_that_names_no_field_or_column_exits_2(string map) => (await UploadAsync("--map", map)).Exit.ShouldBe(2);

    private static Catalog CatalogOf(params string[] purposes) => new(
        [new CatalogDataset("dinsos-x", LoopbackGateway.Org, [new CatalogGrant("upload", "dinsos-demo", purposes, ["nik"], [], List: null, Quota: null)])]);

    private Task<Ran> UploadAsync(params string[] more) =>
        CommandLine.RunAsync(_gateway.Home.Path, ["dataset", "upload", _file, "--dataset", "dinsos-x", .. more]);
}
