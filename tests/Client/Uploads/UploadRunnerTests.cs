using System.Text;
using System.Text.Json;
using Pmo.Client.Http;
using Pmo.Client.Lists;
using Pmo.Client.Niks;
using Pmo.Client.Tests.Loopback;
using Pmo.Client.Uploads;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Tests.Uploads;

public sealed class UploadRunnerTests : IAsyncLifetime
{
    private static readonly UploadRequest Request = new("replace", new DateOnly(2025, 6, 1), 0);
    private LoopbackGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await LoopbackGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Part_in_which_somebody_has_a_card_is_evaluated_a_second_time_as_a_whole()
    {
        var items = Items(8200);
        items[3] = items[3] with { Kk = Card(1) };
        items[8190] = items[8190] with { Kk = Card(2) };

        (await RunAsync(items)).Problem.ShouldBeNull();

        var evaluated = _gateway.Seen.Where(r => r.Path == "/v1/pseudonyms/evaluate")
            .Select(r => (Domain: r.Headers["Pmo-Domain"], Part: r.Headers["Pmo-Part"], Elements: r.Body.Length / 32)).Order().ToList();
        evaluated.ShouldBe([("kk", "0", 8192), ("nik", "0", 8192), ("nik", "1", 10)]);
        var (header, rows) = PartOf(0);
        header.KkCanary.ShouldBe(_gateway.TokenOf(PersonInput.Canary(IdentityKind.Kk), card: true));
        rows[3].Kk.ShouldBe(_gateway.TokenOf(PersonInput.Of(Card(1)), card: true));
        rows[8190].Kk.ShouldBe(_gateway.TokenOf(PersonInput.Of(Card(2)), card: true));
        rows[3].Token.ShouldBe(_gateway.TokenOf(PersonInput.Of(items[3].Nik), card: false));
        rows.Count(r => r.Kk is not null).ShouldBe(2);
        (header, rows) = PartOf(1);
        header.KkCanary.ShouldBeNull();
        rows.ShouldAllBe(r => r.Kk == null);
    }

    [Fact]
    public async Task Sends_no_number_of_a_person_or_a_card()
    {
        (await RunAsync([.. Items(20).Select((item, i) => item with { Kk = Card(i) })])).Problem.ShouldBeNull();

        _gateway.Seen.Count(r => r.Path == "/v1/pseudonyms/evaluate").ShouldBe(2);
        foreach (var request in _gateway.Seen)
        {
            NikScanner.Contains(Encoding.Latin1.GetString(request.Body) + request.Path + string.Join('\n', request.Headers.Values)).ShouldBeFalse(request.Path);
        }
    }

    [Fact]
    public async Task Cards_are_not_evaluated_where_they_are_not_wanted()
    {
        (await RunAsync([.. Items(2).Select(i => i with { Kk = Card(1) })], withCards: false)).Problem.ShouldBeNull();

        _gateway.Seen.Single(r => r.Path == "/v1/pseudonyms/evaluate").Headers["Pmo-Domain"].ShouldBe("nik");
        PartOf(0).Rows.ShouldAllBe(r => r.Kk == null);
    }

    [Theory]
    [InlineData("kk.e2.1")]
    [InlineData("kk.e1.2")]
    public async Task Card_key_of_another_epoch_or_version_is_refused_before_anything_is_opened(string keyId)
    {
        _gateway.Intercept = async context =>
        {
            if (context.Request.Path != "/v1/pseudonyms/keys")
            {
                return false;
            }

            await LoopbackGateway.Json(new Statements([_gateway.Statement(), _gateway.KkStatement(keyId)])).ExecuteAsync(context);
            return true;
        };

        (await RunAsync([.. Items(2).Select(i => i with { Kk = Card(1) })])).Problem!.Kind.ShouldBe(FailureKind.NotAllowed);
        _gateway.Seen.ShouldNotContain(r => r.Path.EndsWith("/uploads", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_is_sent_as_it_is_read_and_in_its_parts()
    {
        var items = Items(8200);
        var text = "NIK;KK\n" + string.Concat(items.Select((item, i) => $"{item.Nik.Reveal()};{(i == 8195 ? "1871020101200001" : "")}\n-;\n123;\n"));
        using var opened = new Opened(_gateway);
        var order = new UploadOrder(new Grant("dinsos-demo", "registration"), "dinsos-x", Request);

        (await new UploadRunner(opened.Client).RunAsync(order, Read(text), progress: null, CancellationToken.None)).Problem.ShouldBeNull();

        var first = PartOf(0).Rows;
        first.Count.ShouldBe(8191);
        first[8190].Token.ShouldBe(_gateway.TokenOf(PersonInput.Of(items[8190].Nik), card: false));
        var second = PartOf(1).Rows;
        second.Count.ShouldBe(9);
        second[0].Token.ShouldBe(_gateway.TokenOf(PersonInput.Of(items[8191].Nik), card: false));
        second[8].Token.ShouldBe(_gateway.TokenOf(PersonInput.Of(items[8199].Nik), card: false));
        second.Select(r => r.Kk is not null).ShouldBe(Enumerable.Range(0, 9).Select(i => i == 4));
    }

    [Theory]
    [InlineData("/uploads", "")]
    [InlineData("/evaluate", "")]
    [InlineData("/evaluate", "1871010101900009;\n")]
    public async Task List_that_changes_while_it_is_sent_is_not_committed(string at, string more)
    {
        var text = "NIK;KK\n" + string.Concat(Items(30_000).Select(item => item.Nik.Reveal() + ";\n"));
        var list = Read(text);
        _gateway.Intercept = async context =>
        {
            if (context.Request.Path.Value!.EndsWith(at, StringComparison.Ordinal))
            {
                await File.WriteAllTextAsync(ListPath, text.Replace("NIK;KK", "NIK;kk", StringComparison.Ordinal) + more);
            }

            return false;
        };
        using var opened = new Opened(_gateway);
        var order = new UploadOrder(new Grant("dinsos-demo", "registration"), "dinsos-x", Request);

        var problem = (await new UploadRunner(opened.Client).RunAsync(order, list, progress: null, CancellationToken.None)).Problem!;

        (problem.Code, problem.Kind).ShouldBe(("file_changed", FailureKind.InvalidData));
        _gateway.Seen.ShouldNotContain(r => r.Path.EndsWith("/commit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_that_is_gone_when_it_is_to_be_sent_is_not_committed()
    {
        var list = Read("NIK;KK\n1871014101900001;\n");
        File.Delete(ListPath);
        using var opened = new Opened(_gateway);
        var order = new UploadOrder(new Grant("dinsos-demo", "registration"), "dinsos-x", Request);

        (await new UploadRunner(opened.Client).RunAsync(order, list, progress: null, CancellationToken.None)).Problem!.Code.ShouldBe("file_not_found");

        _gateway.Seen.ShouldNotContain(r => r.Path.EndsWith("/commit", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public async Task List_without_rows_or_with_too_many_is_refused_here(int rows)
    {
        (await RunAsync(new UploadItem[rows])).Problem!.Code.ShouldBe("list_size");
        _gateway.Seen.ShouldBeEmpty();
    }

    [Fact]
    public void Row_does_not_print_its_person_or_its_card() => (Items(1)[0] with { Kk = Card(1) }).ToString().ShouldBe(nameof(UploadItem));

    private string ListPath => Path.Combine(_gateway.Folder, "list.csv");

    private UploadList Read(string text)
    {
        File.WriteAllText(ListPath, text);
        ListFile.TryOpen(ListPath, new ListOptions(), out var list, out var problem).ShouldBeTrue(problem.En);
        NikColumns.TryFind(list!.Headers, null, out var niks, out problem).ShouldBeTrue(problem.En);
        UploadColumns.TryFind([], list.Headers, niks.Nik, out var columns, out problem).ShouldBeTrue(problem.En);
        UploadList.TryRead(list, niks, columns, "delivered", out var upload, out problem, CancellationToken.None).ShouldBeTrue(problem.En);
        return upload!;
    }

    private static UploadItem[] Items(int count) => [.. SyntheticNiks.Make(count).Select(nik => new UploadItem(nik, new UploadRow([], "delivered")))];

    private static Kk Card(int number) => Kk.Of(SyntheticNiks.Of($"187102010120{number + 1:0000}"));

    private (UploadPartHeader Header, List<UploadRow> Rows) PartOf(int part)
    {
        var lines = Encoding.UTF8.GetString(_gateway.Seen.Single(r => r.Method == "PUT" && r.Path.EndsWith($"/{part}", StringComparison.Ordinal)).Body)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (JsonSerializer.Deserialize<UploadPartHeader>(lines[0], ApiJson.Options)!,
            [.. lines.Skip(1).Select(l => JsonSerializer.Deserialize<UploadRow>(l, ApiJson.Options)!)]);
    }

    private async Task<Outcome<UploadCommitted>> RunAsync(IReadOnlyList<UploadItem> items, bool withCards = true)
    {
        using var opened = new Opened(_gateway);
        var order = new UploadOrder(new Grant("dinsos-demo", "registration"), "dinsos-x", Request, withCards);
        return await new UploadRunner(opened.Client).RunAsync(order, items, progress: null, CancellationToken.None);
    }
}
