using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Storage;

namespace Pmo.Pseudonyms.Tests.Evaluate.Storage;

/// <summary>What only the database tells, or only years of use would bring about.</summary>
internal static class StoredUse
{
    public static Task SetEvaluationsAsync(this PseudonymsHost host, string kind, long evaluations) => Database(host).WriteAsync(
        t => t.Connection!.ExecuteAsync("UPDATE master_keys SET evaluations = @evaluations WHERE kind = @kind", new { kind, evaluations }, t),
        CancellationToken.None);

    public static Task<(long Sessions, long Parts)> CountAsync(this PseudonymsHost host) => Database(host).ReadAsync(
        c => c.QuerySingleAsync<(long, long)>("SELECT (SELECT count(*) FROM sessions), (SELECT count(*) FROM kind_parts)"), CancellationToken.None);

    private static Database Database(PseudonymsHost host) => host.Services.GetRequiredService<Database>();
}
