using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Gateway.Destructions;
using Pmo.Testing.Storage;

namespace Pmo.Gateway.Tests.Destructions;

/// <summary>What Matching destroyed comes into the audit log once.</summary>
public sealed class DestructionFeedTests(Stack stack) : IClassFixture<Stack>
{
    private DestructionFeed Feed => stack.Gateway.GetRequiredService<DestructionFeed>();

    [Fact]
    public async Task Destruction_is_an_entry_once_whoever_reads_it()
    {
        var id = Add("once-owner", "retention");
        (await Task.WhenAll(PollAsync(), PollAsync(), PollAsync())).ShouldAllBe(isAnswered => isAnswered);

        var entry = stack.Database.Entries("once-owner").ShouldHaveSingleItem();
        (Text(entry, "id"), Text(entry, "kind"), Text(entry, "operation"), Text(entry, "decision")).ShouldBe((id, "config", "destruction", "allow"));
        (entry.GetProperty("rows").GetInt32(), entry.GetProperty("reasons")[0].GetString(), entry.GetProperty("datasets")[0].GetString())
            .ShouldBe((12, "retention", "gone"));
    }

    [Fact]
    public async Task Reason_that_there_is_none_of_is_not_believed()
    {
        Add("strange-owner", "because");
        (await PollAsync()).ShouldBeFalse();
        stack.Database.Entries("strange-owner").ShouldBeEmpty();
        Execute("DELETE FROM destructions WHERE owner = 'strange-owner'", new { });
        (await PollAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Service_in_Matchings_place_without_its_key_is_not_believed()
    {
        Add("place-owner", "closed");
        stack.ReplaceMatching(stack.IdentityAddress);
        try
        {
            (await PollAsync()).ShouldBeFalse();
        }
        finally
        {
            stack.Restore();
        }

        (await PollAsync()).ShouldBeTrue();
        stack.Database.Entries("place-owner").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Matching_restored_from_a_backup_is_read_on()
    {
        Add("backup-owner", "closed");
        await PollAsync();
        Execute("DELETE FROM destructions", new { });
        Execute(
            TestStorage.IsPostgres ? "ALTER TABLE destructions ALTER COLUMN seq RESTART" : "UPDATE sqlite_sequence SET seq = 0 WHERE name = 'destructions'",
            new { });
        await PollAsync();
        Add("after-owner", "closed");
        (await PollAsync()).ShouldBeTrue();
        stack.Database.Entries("backup-owner").ShouldHaveSingleItem();
        stack.Database.Entries("after-owner").ShouldHaveSingleItem();
    }

    private Task<bool> PollAsync() => Feed.PollAsync(TestContext.Current.CancellationToken);

    private string Add(string owner, string reason)
    {
        var id = Guid.CreateVersion7().ToString("D");
        Execute(
            "INSERT INTO destructions (id, at, dataset, owner, reason, rows) VALUES (@id, @at, 'gone', @owner, @reason, 12)",
            new { id, at = stack.Clock.GetUtcNow().ToUnixTimeMilliseconds(), owner, reason });
        return id;
    }

    private void Execute(string sql, object parameters)
    {
        using var connection = TestStorage.Open(Path.Combine(stack.Data, "matching", "matching.db"));
        connection.Execute(sql, parameters);
    }

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.GetString() : null;
}
