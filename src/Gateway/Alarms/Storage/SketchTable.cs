using System.Data.Common;
using Dapper;
using Pmo.Gateway.Alarms.Sketches;
using Pmo.Hosting.Storage;

namespace Pmo.Gateway.Alarms.Storage;

/// <summary>Sketches of parts until their check is answered, and the key they are made with. Thread-safe.</summary>
internal sealed class SketchTable(Database database)
{
    /// <summary>A part; sent again, the newest counts.</summary>
    public static Task PutAsync(string session, int part, ListSketch sketch, DateTimeOffset at, DbTransaction transaction) =>
        transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO alarm_parts (session, part, at, sketch) VALUES (@session, @part, @at, @bytes)
            ON CONFLICT (session, part) DO UPDATE SET at = excluded.at, sketch = excluded.sketch
            """,
            new { session, part, at = at.ToUnixTimeMilliseconds(), bytes = sketch.Write() },
            transaction);

    /// <summary>Takes the parts of a session out; null when there are none.</summary>
    public static async Task<ListSketch?> TakeAsync(string session, DbTransaction transaction)
    {
        var parts = (await transaction.Connection!.QueryAsync<byte[]>(
            "SELECT sketch FROM alarm_parts WHERE session = @session", new { session }, transaction)).ToList();
        if (parts.Count == 0)
        {
            return null;
        }

        await transaction.Connection!.ExecuteAsync("DELETE FROM alarm_parts WHERE session = @session", new { session }, transaction);
        return ListSketch.Merge(parts.Select(part => ListSketch.Read(part)));
    }

    /// <summary>Forgets parts of checks that were never answered.</summary>
    public static Task ForgetAsync(DateTimeOffset before, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "DELETE FROM alarm_parts WHERE at < @before", new { before = before.ToUnixTimeMilliseconds() }, transaction);

    /// <summary>The sealed key; the first caller's, whoever that is.</summary>
    public Task<byte[]> KeyAsync(Func<byte[]> make, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            if (await transaction.Connection!.QuerySingleOrDefaultAsync<byte[]>(
                "SELECT sealed FROM alarm_sketch_key WHERE id = 1", transaction: transaction) is { } there)
            {
                return there;
            }

            await transaction.Connection!.ExecuteAsync(
                "INSERT INTO alarm_sketch_key (id, sealed) VALUES (1, @key) ON CONFLICT DO NOTHING", new { key = make() }, transaction);
            return (await transaction.Connection!.QuerySingleAsync<byte[]>(
                "SELECT sealed FROM alarm_sketch_key WHERE id = 1", transaction: transaction))!;
        },
        cancellation);
}
