using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pmo.AuditLog;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Tree;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Tests.AuditReading;

/// <summary>The log as data-protection officers read it, at a real Gateway.</summary>
public sealed class EntriesEndpointTests(DpoStack stack) : IClassFixture<DpoStack>
{
    private const string Path = "/v1/audit/entries";

    [Fact]
    public async Task Pmo_dpo_finds_a_check_and_what_came_of_it()
    {
        var partner = stack.NewPartner();
        var check = await ListRun.CheckAsync(partner, 11, 12);

        var page = await ReadAsync(stack.Pmo, $"?org={partner.Organisation}&operation=check");

        page.Scope.ShouldBe("all");
        var newest = Entry(page.Entries[0]);
        (newest.Decision, newest.Rows, newest.Matched, newest.Agreement).ShouldBe(("outcome", 2, 0, partner.Agreement));
        page.Entries.ShouldContain(item => Entry(item).Id == check.Receipt);
        page.Entries.ShouldAllBe(item => Entry(item).Organisation == partner.Organisation && Entry(item).Operation == "check");
    }

    [Theory]
    [InlineData("kind=access")]
    [InlineData("decision=deny")]
    [InlineData("reason=no_agreement")]
    [InlineData("purpose=pre-donation-check")]
    [InlineData("dataset=zakat")]
    [InlineData("operation=check")]
    [InlineData("from=2026-01-01&until=2099-12-31")]
    public async Task Each_filter_finds_what_a_look_at_every_entry_finds(string filter)
    {
        var partner = stack.NewPartner();
        await ListRun.CheckAsync(partner, 11);
        (await partner.SendAsync(ApiRequest.Json("POST", "/v1/checks", """{"rows":5}""").Under("nobodys-agreement"))).Status.ShouldBe(403);

        var all = stack.Database.Entries();
        var found = await AllAsync(stack.Pmo, "?limit=7&" + filter);

        var value = filter.Split('&')[0].Split('=')[1];
        bool Fits(AuditEntry e) => filter.Split('=')[0] switch
        {
            "kind" => e.Kind == value,
            "decision" => e.Decision == value,
            "reason" => e.Reasons?.Contains(value) == true,
            "purpose" => e.Purpose == value,
            "dataset" => e.Datasets?.Contains(value) == true,
            "operation" => e.Operation == value,
            _ => true,
        };

        // Reading is an entry too: what the reading itself added is beyond what was there before.
        var expected = all.Select(e => EntryBytes.Read(Encoding.UTF8.GetBytes(e.GetRawText()))!).Where(Fits).Select(e => e.Id).ToList();
        expected.ShouldNotBeEmpty();
        found.Select(item => Entry(item).Id).Intersect(expected).Count().ShouldBe(expected.Count);
        found.Where(item => !Fits(Entry(item))).ShouldBeEmpty();
        found.Select(item => item.Seq).ShouldBeUnique();
        found.Select(item => (Entry(item).At, item.Seq)).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task Dpo_of_an_owner_sees_accesses_to_its_data_and_acts_of_its_own_and_nothing_else()
    {
        var partner = stack.NewPartner();
        await ListRun.CheckAsync(partner, 11);
        await partner.CatalogAsync();
        await stack.Caller("baznas").CatalogAsync();

        var page = await AllAsync(stack.Dinsos, "?limit=500");

        page.ShouldContain(item => Entry(item).Organisation == partner.Organisation && Entry(item).Operation == "check");
        page.Where(item => Entry(item).Organisation != "dinsos" && !Concerns(item, "pkh")).ShouldBeEmpty();
        (await ReadAsync(stack.Dinsos)).Scope.ShouldBe("own");
    }

    [Fact]
    public async Task Another_organisations_dpo_reads_our_entries_and_finds_none()
    {
        (await stack.Caller("dinsos").CatalogAsync()).ShouldBe(200);
        var ours = stack.Database.Entries("dinsos").Select(e => e.GetProperty("id").GetString()!).ToList();

        (await ReadAsync(stack.Baznas, "?org=dinsos")).Entries.ShouldAllBe(item => Concerns(item, "zakat"));
        (await ReadAsync(stack.Baznas, "?dataset=pkh")).Entries.ShouldAllBe(item => Concerns(item, "zakat"));
        (await stack.Baznas.SendAsync(ApiRequest.Get($"{Path}/{ours[0]}"))).ShouldBeRefused(404, "not_found");
        (await stack.Dinsos.SendAsync(ApiRequest.Get($"{Path}/{ours[0]}"))).ShouldBe(200);
        (await stack.Pmo.SendAsync(ApiRequest.Get($"{Path}/{ours[0]}"))).ShouldBe(200);
    }

    [Fact]
    public async Task Partner_without_the_role_is_refused_and_that_is_an_entry()
    {
        var partner = stack.NewPartner();

        (await partner.SendAsync(ApiRequest.Get(Path))).ShouldBeRefused(403, "role_required");
        (await partner.SendAsync(ApiRequest.Get(Path + "/x"))).ShouldBeRefused(403, "role_required");
        (await stack.Operator(1).SendAsync(ApiRequest.Get(Path))).ShouldBeRefused(403, "role_required");

        stack.Database.Entries(partner.Organisation).ShouldAllBe(e => e.GetProperty("kind").GetString() == "audit");
    }

    [Fact]
    public async Task Reading_is_itself_an_entry_with_an_outcome()
    {
        var answer = (await stack.Pmo.SendAsync(ApiRequest.Get(Path + "?limit=1"))).ShouldBe(200);

        var read = stack.Database.Entries("dpo-pmo").Where(e => e.GetProperty("kind").GetString() == "audit").ToList();
        read.ShouldContain(e => e.GetProperty("id").GetString() == answer.Header("Pmo-Audit"));
        read[^1].GetProperty("previous").GetString().ShouldBe(answer.Header("Pmo-Audit"));
    }

    [Fact]
    public async Task Cursor_of_another_query_is_refused()
    {
        await stack.NewPartner().CatalogAsync();
        var next = (await ReadAsync(stack.Pmo, "?limit=1")).Next.ShouldNotBeNull();

        (await stack.Pmo.SendAsync(ApiRequest.Get($"{Path}?limit=2&cursor={next}"))).ShouldBe(200);
        (await stack.Pmo.SendAsync(ApiRequest.Get($"{Path}?kind=access&cursor={next}"))).ShouldBeRefused(400, "cursor_invalid");
        (await stack.Dinsos.SendAsync(ApiRequest.Get($"{Path}?cursor={next}"))).ShouldBeRefused(400, "cursor_invalid");
        (await stack.Pmo.SendAsync(ApiRequest.Get($"{Path}?cursor={next[..^2]}AA"))).ShouldBeRefused(400, "cursor_invalid");
        (await stack.Pmo.SendAsync(ApiRequest.Get($"{Path}?cursor=!"))).ShouldBeRefused(400, "cursor_invalid");
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-02-30", "from")]
    [InlineData("until=2026-01-01T00:00:00", "until")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("kind=everything", "kind")]
    [InlineData("decision=allow&decision=deny", "decision")]
    [InlineData("organisation=dinsos", "organisation")]
    [InlineData("org=dinsos'%20OR%201=1--", "org")]
    [InlineData("user=%25'%3B%20DROP%20TABLE%20audit_entries", "user")]
    [InlineData("dataset=pkh%0A", "dataset")]
    [InlineData("reason=", "reason")]
    public async Task Filter_that_does_not_parse_or_injects_is_refused_by_name(string query, string field)
    {
        var answer = await stack.Pmo.SendAsync(ApiRequest.Get($"{Path}?{query}"));

        answer.ShouldBeRefused(400, "field_invalid");
        answer.Read<Problem>().Errors!.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Field.ShouldBe(field), e => e.Code.ShouldBe("field_value"));
    }

    [Fact]
    public async Task Quote_that_a_filter_may_hold_finds_nothing_and_breaks_nothing() =>
        (await ReadAsync(stack.Pmo, "?user='--")).Entries.ShouldBeEmpty();

    [Fact]
    public async Task Day_is_a_day_in_Lampung_and_the_last_one_counts()
    {
        await stack.NewPartner().CatalogAsync();
        var today = DateOnly.FromDateTime(stack.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).DateTime).ToString("O", System.Globalization.CultureInfo.InvariantCulture);

        (await ReadAsync(stack.Pmo, $"?until={today}&limit=1")).Entries.ShouldHaveSingleItem();
        (await ReadAsync(stack.Pmo, $"?from={today}&until={today}&limit=1")).Entries.ShouldHaveSingleItem();
        var start = DateTime.Parse(today, System.Globalization.CultureInfo.InvariantCulture).AddHours(-7);
        (await ReadAsync(stack.Pmo, $"?until={start:yyyy-MM-ddTHH:mm:ss}Z&kind=access&org=dpo-pmo")).Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Csv_has_names_and_lines_and_the_way_to_the_next_page()
    {
        await stack.NewPartner().CatalogAsync();
        var answer = (await stack.Pmo.SendAsync(ApiRequest.Get(Path + "?limit=2").With("Accept", "text/csv"))).ShouldBe(200);

        answer.Body[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        var lines = answer.Text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldStartWith("id,at,kind,decision,organisation,");
        lines.Length.ShouldBe(3);
        var next = answer.Header("Link")!;
        next.ShouldEndWith("; rel=\"next\"");
        (await stack.Pmo.SendAsync(ApiRequest.Get(next[1..next.IndexOf('>', StringComparison.Ordinal)]).With("Accept", "text/csv"))).ShouldBe(200);
    }

    [Fact]
    public async Task Ndjson_has_one_entry_a_line()
    {
        var answer = (await stack.Pmo.SendAsync(ApiRequest.Get(Path + "?limit=2").With("Accept", "application/x-ndjson"))).ShouldBe(200);

        answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<AuditItem>(l, ApiJson.Options)!.Seq).Count().ShouldBe(2);
        (await stack.Pmo.SendAsync(ApiRequest.Get(Path).With("Accept", "application/pdf"))).ShouldBeRefused(406, "not_acceptable");
    }

    [Fact]
    public async Task Receipt_is_proved_to_be_in_the_log()
    {
        var receipt = (await ListRun.CheckAsync(stack.NewPartner(), 41)).Receipt;

        var proof = (await stack.Pmo.SendAsync(ApiRequest.Get($"{Path}/{receipt}"))).ShouldBe(200).Read<AuditProof>();

        var bytes = Encoding.UTF8.GetBytes(proof.Entry!.Value.GetRawText());
        HMACSHA256.HashData(proof.Salt!, bytes).ShouldBe(proof.Leaf);
        Checkpoint.TryOpen(proof.Checkpoint, stack.Gateway.GetRequiredService<MerkleLog>().Key!, out var checkpoint, out _).ShouldBeTrue();
        ProofVerifier.Includes(TreeHash.Leaf(proof.Leaf), proof.Seq, checkpoint.Size, proof.Proof, checkpoint.Root.Span).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_read_is_byte_for_byte_what_is_committed_to()
    {
        await ListRun.CheckAsync(stack.NewPartner(), 42);

        foreach (var item in (await ReadAsync(stack.Pmo, "?limit=50")).Entries)
        {
            var stored = stack.Database.Entries()[(int)item.Seq];
            item.Entry!.Value.GetRawText().ShouldBe(stored.GetRawText());
            item.Salt!.Length.ShouldBe(32);
        }
    }

    private static AuditEntry Entry(AuditItem item) => EntryBytes.Read(Encoding.UTF8.GetBytes(item.Entry!.Value.GetRawText()))!;

    private static bool Concerns(AuditItem item, string dataset) => (Entry(item).Datasets ?? []).Contains(dataset);

    private static async Task<AuditPage> ReadAsync(ApiCaller caller, string query = "") =>
        (await caller.SendAsync(ApiRequest.Get(Path + query))).ShouldBe(200).Read<AuditPage>();

    private static async Task<List<AuditItem>> AllAsync(ApiCaller caller, string query)
    {
        var page = await ReadAsync(caller, query);
        var all = page.Entries.ToList();
        while (page.Next is { } next)
        {
            page = await ReadAsync(caller, $"{query}&cursor={next}");
            all.AddRange(page.Entries);
        }

        return all;
    }
}
