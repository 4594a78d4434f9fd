using Dapper;
using Pmo.Hosting.Decisions;
using Pmo.Protocol.Api;
using Pmo.Testing.Storage;

namespace Pmo.Matching.Tests.Hosts;

/// <summary>Asks for duplicates as the Gateway would.</summary>
internal static class Duplicates
{
    public static Task<Reply> AskAsync(
        this Caller caller, string dataset, IEnumerable<DecidedDataset> datasets, Func<Decision, Decision>? more = null, string query = "") => caller.SendAsync(
        HttpMethod.Get,
        $"/v1/datasets/{dataset}/duplicates{query}",
        d => (more ?? (x => x))(d with
        {
            Operation = "duplicates", Agreement = caller.Partner + "-pks", Purpose = "duplicate-cleanup", Datasets = [.. datasets], Disclose = Caller.All,
        }));

    public static async Task<DuplicatesPage> DuplicatesAsync(
        this Caller caller, string dataset, IEnumerable<DecidedDataset> datasets, Func<Decision, Decision>? more = null, string query = "") =>
        (await caller.AskAsync(dataset, datasets, more, query)).Read<DuplicatesPage>();

    /// <summary>Does to the service's database what no service does.</summary>
    public static async Task ExecuteAsync(this MatchingHost host, string sql)
    {
        await using var connection = host.Open();
        await connection.ExecuteAsync(TestStorage.Sql(sql));
    }

    public static async Task<long> CountAsync(this MatchingHost host, string sql)
    {
        await using var connection = host.Open();
        return await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM {sql}");
    }

    /// <summary>One number of the service's database; 0 for none.</summary>
    public static async Task<long> SumAsync(this MatchingHost host, string sql)
    {
        await using var connection = host.Open();
        return await connection.ExecuteScalarAsync<long?>(sql) ?? 0;
    }
}
