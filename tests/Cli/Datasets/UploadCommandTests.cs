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
    public async Task Show_tells_the_owner_what_the_last_commit_left_out()
    {
        _gateway.Intercept = async context =>
        {
            if (context.Request.Path != "/v1/datasets/dinsos-x")
            {
                return false;
            }

            await LoopbackGateway.Json(new DatasetInfo(
                "dinsos-x", "X", "aid", LoopbackGateway.Org, "open", "person", Rows: 3,
                WithoutNik: new Dictionary<string, int> { [""] = 2, ["1871"] = 1 }, Quality: new Dictionary<string, int> { ["nik_length"] = 4 })).ExecuteAsync(context);
            return true;
        };

        var ran = await CommandLine.RunAsync(_gateway.Home.Path, ["dataset", "show", "dinsos-x", "--lang", "en"]);

        ran.Exit.ShouldBe(0, ran.Error);
        ran.Output.ShouldContain("without NIK by region: unknown 2, 1871 1");
        ran.Output.ShouldContain("data quality: nik_length 4");
    }

    [Fact]
    public async Task List_that_is_saved_while_it_is_sent_exits_3_and_nothing_becomes_visible()
    {
        _gateway.Intercept = async context =>
        {
            if (context.Request.Path.Value!.EndsWith("/uploads", StringComparison.Ordinal))
            {
                await File.AppendAllTextAsync(_file, "1871014101900007;PKH;1;2026;;A-7\n");
            }

            return false;
        };

        var ran = await UploadAsync("--lang", "en");

        ran.Exit.ShouldBe(3);
        ran.Error.ShouldContain("file_changed");
        ran.Error.ShouldContain("The file changed while it was in use");
        _gateway.Seen.ShouldNotContain(r => r.Path.EndsWith("/commit", StringComparison.Ordinal));
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

    [Fact]
    public async Task Family_cards_go_along_where_the_agreement_permits_them()
    {
        await WriteCardsAsync("1871020101200001", "123", "-", "1871020101200002");
        _gateway.Catalog = CatalogOf(["nik", "kk"], "registration");

        var ran = await UploadAsync("--json");

        ran.Exit.ShouldBe(0, ran.Error);
        Rows().Select(r => r.Kk is not null).ShouldBe([true, false, false, true]);
        JsonDocument.Parse(ran.Output).RootElement.GetProperty("quality").GetProperty("kk_unreadable").GetInt32().ShouldBe(1);
        (ran.Output + ran.Error).ShouldNotContain("1871020101200001");
        foreach (var file in Directory.EnumerateFiles(_gateway.Folder, "*", SearchOption.AllDirectories).Where(f => f != _file))
        {
            (await File.ReadAllTextAsync(file)).ShouldNotContain("1871020101200001");
        }
    }

    [Fact]
    public async Task Card_column_that_is_only_guessed_is_left_out_where_the_agreement_names_none_and_a_mapped_one_is_not()
    {
        await WriteCardsAsync("1871020101200001");

        var ran = await UploadAsync("--lang", "en");

        ran.Exit.ShouldBe(0, ran.Error);
        ran.Error.ShouldContain("the KK column is not sent");
        Rows().ShouldAllBe(r => r.Kk == null);
        _gateway.Seen.Clear();
        (await UploadAsync("--map", "kk=No KK")).Exit.ShouldBe(0);
        Rows().ShouldAllBe(r => r.Kk != null);
        _gateway.Seen.Clear();
        (await UploadAsync("--map", "kk=")).Exit.ShouldBe(0);
        Rows().ShouldAllBe(r => r.Kk == null);
    }

    [Fact]
    public async Task Card_column_that_Excel_has_cut_is_refused_and_may_be_left_out()
    {
        await WriteCardsAsync([.. Enumerable.Range(1, 20).Select(i => $"187102010120{i:000}0")]);

        var ran = await UploadAsync();

        ran.Exit.ShouldBe(3);
        ran.Error.ShouldContain("kk_excel_cut");
        _gateway.Seen.ShouldBeEmpty();
        (await UploadAsync("--map", "kk=")).Exit.ShouldBe(0);
    }

    private Task WriteCardsAsync(params string[] cards) => File.WriteAllTextAsync(
        _file, "NIK;No KK\n" + string.Concat(cards.Select((card, i) => $"187101{41 + i % 20}01900{i + 101:000};{card}\n")));

    private List<UploadRow> Rows() =>
    [
        .. Encoding.UTF8.GetString(_gateway.Seen.Single(r => r.Method == "PUT").Body).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(l => JsonSerializer.Deserialize<UploadRow>(l, ApiJson.Options)!),
    ];

    private static Catalog CatalogOf(params string[] purposes) => CatalogOf(["nik"], purposes);

    private static Catalog CatalogOf(string[] kinds, params string[] purposes) => new(
        [new CatalogDataset("dinsos-x", LoopbackGateway.Org, [new CatalogGrant("upload", "dinsos-demo", purposes, kinds, [], List: null, Quota: null)])]);

    private Task<Ran> UploadAsync(params string[] more) =>
        CommandLine.RunAsync(_gateway.Home.Path, ["dataset", "upload", _file, "--dataset", "dinsos-x", .. more]);
}
