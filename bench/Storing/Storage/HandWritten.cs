using System.Data.Common;
using Dapper;

namespace Pmo.Bench.Storing.Storage;

/// <summary>
/// The counts of coverage by regency and desil, as somebody would write them who knows that each upload is one programme and the register has one row a person:
/// one pass in order of the primary key. Keys: 1 is the register's, 2 to 6 the programmes'.
/// </summary>
internal static class HandWritten
{
    // Which of the two is quicker differs between engines; the quicker one is the peer.
    private const string Distinct = "count(DISTINCT CASE WHEN upload > 1 AND delivered = 1 THEN upload END)";
    private const string Flags =
        """
        max(CASE WHEN upload = 2 AND delivered = 1 THEN 1 ELSE 0 END) + max(CASE WHEN upload = 3 AND delivered = 1 THEN 1 ELSE 0 END)
        + max(CASE WHEN upload = 4 AND delivered = 1 THEN 1 ELSE 0 END) + max(CASE WHEN upload = 5 AND delivered = 1 THEN 1 ELSE 0 END)
        + max(CASE WHEN upload = 6 AND delivered = 1 THEN 1 ELSE 0 END)
        """;

    public static readonly IReadOnlyList<string> Queries = [Query(Distinct), Query(Flags)];

    /// <summary>Persons of the register, and of them those to whom three or more programmes delivered.</summary>
    public static async Task<(long Persons, long ThreePlus)> RunAsync(DbConnection connection, string query)
    {
        var cells = await connection.QueryAsync<(string Region, long Desil, long Class, long Persons)>(query);
        var (persons, threePlus) = (0L, 0L);
        foreach (var cell in cells)
        {
            persons += cell.Persons;
            threePlus += cell.Class == 4 ? cell.Persons : 0;
        }

        return (persons, threePlus);
    }

    private static string Query(string programmes) =>
        $"""
        SELECT region, desil, CAST(CASE WHEN programmes > 2 THEN 4 WHEN programmes > 0 THEN programmes + 1 WHEN claimed > 0 THEN 1 ELSE 0 END AS BIGINT) AS class,
          count(*) AS persons
        FROM (
          SELECT min(CASE WHEN upload = 1 THEN substr(region, 1, 4) END) AS region, min(CASE WHEN upload = 1 THEN desil END) AS desil,
            {programmes} AS programmes, count(CASE WHEN upload > 1 AND delivered = 0 THEN 1 END) AS claimed
          FROM records WHERE restricted = 0 GROUP BY pseudonym) AS person
        WHERE region IS NOT NULL GROUP BY 1, 2, 3
        """;
}
