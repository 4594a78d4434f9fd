using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Sessions.Storage;

/// <summary>Sessions in the Gateway's database. Thread-safe.</summary>
internal sealed class SessionTable(Database database)
{
    public static Task InsertAsync(Session session, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        """
        INSERT INTO sessions (id, partner, agreement, purpose, operation, kind, kinds, datasets, disclose, regions, threshold, epsilon, n, state,
          audit, charges, evaluated, refunded, opened_at, expires_at)
        VALUES (@Id, @Partner, @Agreement, @Purpose, @Operation, @Kind, @Kinds, @Datasets, @Disclose, @Regions, @Threshold, @Epsilon, @N, @State, @Audit, @Charges,
          0, 0, @OpenedAt, @ExpiresAt)
        """,
        new
        {
            session.Id,
            session.Partner,
            session.Agreement,
            session.Purpose,
            session.Operation,
            session.Kind,
            Kinds = ToJson(session.Kinds),
            Datasets = ToJson(session.Datasets),
            Disclose = ToJson(session.Disclose),
            Regions = session.Regions.ToDecided() is { } regions ? ToJson(regions) : null,
            session.Threshold,
            Epsilon = session.Epsilon?.ToString(CultureInfo.InvariantCulture),
            session.N,
            session.State,
            session.Audit,
            Charges = ToJson(session.Charges),
            OpenedAt = session.OpenedAt.ToUnixTimeSeconds(),
            ExpiresAt = session.ExpiresAt.ToUnixTimeSeconds(),
        },
        transaction);

    /// <summary>A partner's own session; another's is as unknown as none.</summary>
    public Task<Session?> FindAsync(string id, string partner, CancellationToken cancellation) => database.ReadAsync(
        async connection => (await connection.QuerySingleOrDefaultAsync<Row>(
            "SELECT * FROM sessions WHERE id = @id AND partner = @partner", new { id, partner }))?.ToSession(),
        cancellation);

    /// <summary>From now on nothing is refunded.</summary>
    /// <returns>False when it was refunded just before: then nothing may be let through.</returns>
    public async Task<bool> MarkUsedAsync(string id, CancellationToken cancellation) => await UpdateAsync(
        "UPDATE sessions SET evaluated = 1 WHERE id = @id AND refunded = 0", id, cancellation) == 1;

    public Task MarkCommittedAsync(string id, CancellationToken cancellation) => UpdateAsync(
        $"UPDATE sessions SET state = '{Session.Committed}' WHERE id = @id AND state = '{Session.Open}'", id, cancellation);

    /// <summary>Open sessions that ended without an evaluation, and whose charge has not been given back.</summary>
    public static async Task<IReadOnlyList<Session>> RefundableAsync(DateTimeOffset now, int most, DbTransaction transaction) =>
        (await transaction.Connection!.QueryAsync<Row>(
            "SELECT * FROM sessions WHERE evaluated = 0 AND refunded = 0 AND expires_at <= @now ORDER BY expires_at LIMIT @most",
            new { now = now.ToUnixTimeSeconds(), most },
            transaction)).Select(r => r.ToSession()).ToList();

    /// <summary>Deletes sessions that ended before <paramref name="before"/>.</summary>
    public static Task ForgetAsync(DateTimeOffset before, int most, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at <= @before ORDER BY expires_at LIMIT @most)",
        new { before = before.ToUnixTimeSeconds(), most },
        transaction);

    /// <returns>False when the session was refunded already, or something was evaluated.</returns>
    public static async Task<bool> MarkRefundedAsync(string id, string state, DbTransaction transaction) =>
        await transaction.Connection!.ExecuteAsync(
            "UPDATE sessions SET refunded = 1, state = @state WHERE id = @id AND refunded = 0 AND evaluated = 0", new { id, state }, transaction) == 1;

    private Task<int> UpdateAsync(string sql, string id, CancellationToken cancellation) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(sql, new { id }, transaction), cancellation);

    private static string ToJson<T>(T value) => JsonSerializer.Serialize(value, ApiJson.Options);

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Partner { get; init; } = "";
        public string Agreement { get; init; } = "";
        public string Purpose { get; init; } = "";
        public string Operation { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Kinds { get; init; } = "[]";
        public string Datasets { get; init; } = "[]";
        public string Disclose { get; init; } = "[]";
        public string? Regions { get; init; }
        public long? Threshold { get; init; }
        public string? Epsilon { get; init; }
        public long N { get; init; }
        public string State { get; init; } = "";
        public string Audit { get; init; } = "";
        public string Charges { get; init; } = "[]";
        public long Evaluated { get; init; }
        public long OpenedAt { get; init; }
        public long ExpiresAt { get; init; }

        public Session ToSession() => new()
        {
            Id = Id,
            Partner = Partner,
            Agreement = Agreement,
            Purpose = Purpose,
            Operation = Operation,
            Kind = Kind,
            Kinds = FromJson<string>(Kinds),
            Datasets = FromJson<DecidedDataset>(Datasets),
            Disclose = FromJson<string>(Disclose),
            Regions = ScopeText.Read(Regions is null ? null : JsonSerializer.Deserialize<DecidedRegions>(Regions, ApiJson.Options)),
            Threshold = (int?)Threshold,
            Epsilon = Epsilon is null ? null : decimal.Parse(Epsilon, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture),
            N = (int)N,
            State = State,
            Audit = Audit,
            Charges = FromJson<Charge>(Charges),
            IsUsed = Evaluated == 1,
            OpenedAt = DateTimeOffset.FromUnixTimeSeconds(OpenedAt),
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(ExpiresAt),
        };

        private static List<T> FromJson<T>(string json) => JsonSerializer.Deserialize<List<T>>(json, ApiJson.Options) ?? [];
    }
}
