using System.Data.Common;
using System.Text.Json;
using Dapper;
using Pmo.Gateway.Sessions;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Quotas.Storage;

/// <summary>Reservations under way, and those given back whose receipts the service has not been told yet. Stateless.</summary>
internal static class ReservationTable
{
    // Of one decision; the rest comes with the next.
    private const int MostUnsettled = 50;

    /// <summary>Whether an answer for the partner is under way.</summary>
    public static async Task<bool> IsOpenAsync(string partner, DbTransaction transaction) => await transaction.Connection!.ExecuteScalarAsync<long>(
        "SELECT count(*) FROM reservations WHERE partner = @partner AND void = 0", new { partner }, transaction) > 0;

    /// <summary>Adds one; its partner has none that is open.</summary>
    /// <returns>The partner's receipts that the service must not count as paid.</returns>
    public static async Task<IReadOnlyList<string>> OpenAsync(Reservation reservation, DbTransaction transaction)
    {
        await transaction.Connection!.ExecuteAsync(
            "INSERT INTO reservations (audit, partner, charges, at, void) VALUES (@Audit, @Partner, @charges, @at, 0)",
            new { reservation.Audit, reservation.Partner, charges = JsonSerializer.Serialize(reservation.Charges, ApiJson.Options), at = reservation.At.ToUnixTimeSeconds() },
            transaction);
        return (await transaction.Connection!.QueryAsync<string>(
            "SELECT audit FROM reservations WHERE partner = @Partner AND void = 1 ORDER BY at LIMIT @MostUnsettled",
            new { reservation.Partner, MostUnsettled },
            transaction)).AsList();
    }

    /// <summary>Ends one, or keeps it as given back.</summary>
    /// <returns>Whether it was open.</returns>
    public static async Task<bool> CloseAsync(string audit, bool isVoid, DbTransaction transaction)
    {
        var isOpen = await transaction.Connection!.ExecuteAsync("UPDATE reservations SET void = 1 WHERE audit = @audit AND void = 0", new { audit }, transaction) == 1;
        if (!isVoid)
        {
            await ForgetAsync([audit], transaction);
        }

        return isOpen;
    }

    /// <summary>The service has been told.</summary>
    public static Task ForgetAsync(IReadOnlyList<string> audits, DbTransaction transaction) =>
        transaction.Connection!.ExecuteAsync("DELETE FROM reservations WHERE audit IN @audits", new { audits = SqlList.Of(audits) }, transaction);

    /// <summary>Open ones from before <paramref name="before"/>.</summary>
    public static async Task<IReadOnlyList<Reservation>> LostAsync(DateTimeOffset before, int most, DbTransaction transaction) =>
        (await transaction.Connection!.QueryAsync<(string Audit, string Partner, string Charges, long At)>(
            "SELECT audit, partner, charges, at FROM reservations WHERE void = 0 AND at <= @before ORDER BY at LIMIT @most",
            new { before = before.ToUnixTimeSeconds(), most },
            transaction))
            .Select(r => new Reservation(
                r.Audit, r.Partner, JsonSerializer.Deserialize<List<Charge>>(r.Charges, ApiJson.Options)!, DateTimeOffset.FromUnixTimeSeconds(r.At)))
            .ToList();
}
