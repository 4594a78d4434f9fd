using System.Text.Json;
using Pmo.Client.Tests.Loopback;

namespace Pmo.Cli.Tests.Checks;

public sealed class CheckCommandTests : IAsyncLifetime
{
    private const string Listed = "1871014101900001";
    private LoopbackGateway _gateway = null!;
    private string _file = "";

    public async ValueTask InitializeAsync()
    {
        _gateway = await LoopbackGateway.StartAsync();
        _gateway.Listed.Add(SyntheticNiks.Of(Listed));
        _file = Path.Combine(_gateway.Folder, "list.csv");
        await File.WriteAllTextAsync(_file, $"Nama;NIK\nA;{Listed}\nB;187101410190000\nC;-\nD;1871015501900002\nE;{Listed}\n");
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Json_is_the_object_of_the_contract_and_writes_no_file()
    {
        var ran = await CheckAsync("--json");

        ran.Exit.ShouldBe(0, ran.Error);
        using var json = JsonDocument.Parse(ran.Output);
        json.RootElement.EnumerateObject().Select(p => p.Name).ShouldBe(
            ["checkId", "receipt", "covered", "rows", "checked", "matched", "none", "withheld", "invalid", "noNik", "duplicates", "results"]);
        int Count(string name) => json.RootElement.GetProperty(name).GetInt32();
        (Count("rows"), Count("checked"), Count("matched"), Count("none"), Count("withheld")).ShouldBe((5, 2, 2, 1, 0));
        (Count("invalid"), Count("noNik"), Count("duplicates")).ShouldBe((1, 1, 1));
        var rows = json.RootElement.GetProperty("results").EnumerateArray().ToList();
        rows.Select(r => r.GetProperty("row").GetInt32()).ShouldBe([1, 2, 3, 4, 5]);
        rows.Select(r => r.GetProperty("line").GetInt32()).ShouldBe([2, 3, 4, 5, 6]);
        rows.Select(r => r.GetProperty("status").GetString()).ShouldBe(["match", "invalid", "no_nik", "none", "match"]);
        rows[0].GetProperty("overlaps")[0].GetProperty("category").GetString().ShouldBe("tunai bersyarat");
        rows[4].GetProperty("note").GetString()!.ShouldContain("sama dengan baris 2");
        Directory.GetFiles(_gateway.Folder).ShouldBe([_file]);
        ran.Output.ShouldNotContain(Listed);
    }

    [Fact]
    public async Task Result_file_keeps_the_columns_and_adds_three()
    {
        var ran = await CheckAsync();

        ran.Exit.ShouldBe(0, ran.Error);
        var lines = await File.ReadAllLinesAsync(Path.Combine(_gateway.Folder, "list.hasil.csv"));
        lines[0].ShouldBe("Nama;NIK;pmo_status;pmo_detail;pmo_note");
        lines[1].ShouldBe($"A;{Listed};match;Tunai bersyarat 2026;");
        lines[3].ShouldStartWith("C;-;no_nik;;");
        ran.Output.ShouldContain("Tidak ditemukan berarti tidak ada di daftar di atas, bukan berarti belum dibantu.");
        ran.Output.ShouldContain("Tumpang tindih bukan berarti tidak berhak.");
        ran.Output.ShouldContain("dinsos-pkh-2026");
        ran.Output.ShouldContain("2026-03-01");
        ran.Output.ShouldContain("audit-1");
        ran.Output.ShouldNotContain(Listed);
        ran.Error.ShouldContain("Baris 3: NIK berisi 15 angka");
        Directory.GetFiles(_gateway.Home.Resume).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("id", "ada catatan yang menurut perjanjian tidak boleh ditampilkan")]
    [InlineData("en", "there is a record that the agreement does not let be shown")]
    public async Task Withheld_person_is_never_shown_as_none(string language, string said)
    {
        _gateway.Withheld.Add(SyntheticNiks.Of("1871015501900002"));
        var result = Path.Combine(_gateway.Folder, "out.csv");

        var ran = await CheckAsync("--json", "--lang", language, "--out", result);

        ran.Exit.ShouldBe(0, ran.Error);
        using var json = JsonDocument.Parse(ran.Output);
        (json.RootElement.GetProperty("withheld").GetInt32(), json.RootElement.GetProperty("none").GetInt32()).ShouldBe((1, 0));
        var row = json.RootElement.GetProperty("results")[3];
        row.GetProperty("status").GetString().ShouldBe("withheld");
        row.GetProperty("overlaps").GetArrayLength().ShouldBe(0);
        row.GetProperty("note").GetString()!.ShouldContain(said);
        (await File.ReadAllLinesAsync(result))[4].ShouldStartWith("D;1871015501900002;withheld;;" + said);
        (await CheckAsync("--lang", language, "--force")).Output.ShouldContain(said);
    }

    [Fact]
    public async Task Family_cards_are_checked_by_their_column()
    {
        const string Card = "1871020101200007";
        Pmo.Protocol.Inputs.Kk.TryParse(Card, out var listed).ShouldBe(Pmo.Protocol.Inputs.NikDefect.None);
        _gateway.ListedCards.Add(listed);
        await File.WriteAllTextAsync(_file, $"NIK;No KK\n{Listed};{Card}\n-;{Card}\n-;-\n-;12345\n-;1871020101200008\n");

        var ran = await CheckAsync("--kind", "kk", "--json", "--out", Path.Combine(_gateway.Folder, "out.csv"));

        ran.Exit.ShouldBe(0, ran.Error);
        using var json = JsonDocument.Parse(ran.Output);
        json.RootElement.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("status").GetString())
            .ShouldBe(["match", "match", "no_nik", "invalid", "none"]);
        json.RootElement.GetProperty("results")[0].GetProperty("overlaps")[0].GetProperty("household").GetBoolean().ShouldBeTrue();
        (await File.ReadAllLinesAsync(Path.Combine(_gateway.Folder, "out.csv")))[1].ShouldEndWith(";match;Tunai bersyarat 2026 (sekeluarga);");
        ran.Error.ShouldContain("Baris 5: nomor KK berisi 5 angka");
        (ran.Output + ran.Error).ShouldNotContain(Card);
        foreach (var request in _gateway.Seen)
        {
            System.Text.Encoding.Latin1.GetString(request.Body).ShouldNotContain(Card);
        }

        (await CheckAsync("--kind", "kk", "--dry-run", "--lang", "en")).Output.ShouldContain("2 family cards would be sent");
    }

    [Fact]
    public async Task Kind_that_is_none_exits_2() => (await CheckAsync("--kind", "mk")).Exit.ShouldBe(2);

    [Fact]
    public async Task Match_exits_8_only_when_asked_for() => (await CheckAsync("--json", "--fail-on-match")).Exit.ShouldBe(8);

    [Fact]
    public async Task Dry_run_sends_nothing()
    {
        var ran = await CheckAsync("--dry-run", "--lang", "en");
        ran.Exit.ShouldBe(0);
        ran.Output.ShouldContain("2 persons would be sent");
        _gateway.Seen.ShouldBeEmpty();
        Directory.GetFiles(_gateway.Folder).ShouldBe([_file]);
    }

    [Fact]
    public async Task List_without_a_valid_nik_exits_3_and_sends_nothing()
    {
        await File.WriteAllTextAsync(_file, "NIK\n12345\n-\n");
        var ran = await CheckAsync();
        ran.Exit.ShouldBe(3);
        ran.Error.ShouldContain("no_valid_nik");
        _gateway.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Existing_result_is_refused_before_quota_is_spent()
    {
        await File.WriteAllTextAsync(Path.Combine(_gateway.Folder, "list.hasil.csv"), "mine");
        (await CheckAsync()).Exit.ShouldBe(2);
        _gateway.Seen.ShouldBeEmpty();
        (await CheckAsync("--force")).Exit.ShouldBe(0);
    }

    [Theory]
    [InlineData(403, "no_agreement", 4)]
    [InlineData(429, "quota_exhausted", 5)]
    [InlineData(422, "canary", 3)]
    [InlineData(409, "session_mismatch", 2)]
    public async Task Refusal_has_its_exit_code_and_its_audit_entry(int status, string code, int exit)
    {
        _gateway.Intercept = async context =>
        {
            if (context.Request.Path != "/v1/checks")
            {
                return false;
            }

            await LoopbackGateway.ProblemAsync(context, status, code);
            return true;
        };
        var ran = await CheckAsync("--json");
        ran.Exit.ShouldBe(exit);
        ran.Output.ShouldBeEmpty();
        ran.Error.ShouldContain(code);
        ran.Error.ShouldContain("audit-9");
    }

    [Fact]
    public async Task Interrupted_check_exits_7_and_goes_on_with_resume()
    {
        using var stop = new CancellationTokenSource();
        _gateway.Intercept = async context =>
        {
            if (context.Request.Method == "PUT")
            {
                await stop.CancelAsync();
            }

            return false;
        };
        var ran = await CommandLine.RunAsync(_gateway.Home.Path, Arguments("--json"), stop.Token);
        ran.Exit.ShouldBe(7);
        ran.Error.ShouldContain("--resume");
        ran.Output.ShouldBeEmpty();
        _gateway.Intercept = _ => Task.FromResult(false);

        var second = await CheckAsync("--json", "--resume");
        second.Exit.ShouldBe(0, second.Error);
        _gateway.Seen.Count(r => r is { Method: "POST", Path: "/v1/checks" }).ShouldBe(1);
    }

    [Fact]
    public async Task Starting_anew_over_an_unfinished_check_is_told()
    {
        _gateway.Intercept = async context =>
        {
            if (context.Request.Method != "PUT")
            {
                return false;
            }

            await LoopbackGateway.ProblemAsync(context, 409, "closed");
            return true;
        };
        (await CheckAsync("--json")).Exit.ShouldBe(2);
        _gateway.Intercept = _ => Task.FromResult(false);
        (await CheckAsync("--json", "--lang", "en")).Error.ShouldContain("quota will be spent again");
        (await CheckAsync("--json", "--lang", "en", "--resume")).Error.ShouldContain("starting anew");
    }

    private Task<Ran> CheckAsync(params string[] more) => CommandLine.RunAsync(_gateway.Home.Path, Arguments(more));

    private string[] Arguments(params string[] more) => ["check", _file, "--agreement", "csr-demo", "--purpose", "pre-donation-check", .. more];
}
