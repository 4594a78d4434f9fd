using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Identity.Randomness;

namespace Pmo.Identity.Accounts.Storage;

/// <summary>What people sign in with. A change names the stamp it was decided on and does nothing when another change came first. Thread-safe.</summary>
internal sealed class CredentialTable(Database database)
{
    private const string Columns =
        $"""
        SELECT {PersonRow.Columns}, password_hash, password_until, totp_secret, totp_confirmed, stamp FROM {PersonRow.From}
        """;

    public Task<Credential?> FindAsync(string personId, CancellationToken cancellation) => FindAsync($"{Columns} WHERE id = @value", personId, cancellation);

    public Task<Credential?> FindByNameAsync(string userName, CancellationToken cancellation) =>
        FindAsync($"{Columns} WHERE user_name = @value", userName, cancellation);

    /// <summary>The stamp as it is now, for who changes credentials without having read them.</summary>
    public Task<string?> StampAsync(string personId, DbTransaction transaction) => transaction.Connection!.ExecuteScalarAsync<string>(
        "SELECT stamp FROM people WHERE id = @personId", new { personId }, transaction);

    /// <summary>Whether a one-time password waits to be used.</summary>
    public async Task<bool> HasOneTimePasswordAsync(string personId, DbTransaction transaction) => await transaction.Connection!.ExecuteScalarAsync<long>(
        "SELECT count(*) FROM people WHERE id = @personId AND password_until IS NOT NULL", new { personId }, transaction) == 1;

    /// <summary>Gives a person a password; with <paramref name="until"/> a one-time one.</summary>
    public Task<string?> SetPasswordAsync(string personId, string stamp, string hash, DateTimeOffset? until, DbTransaction transaction) => ChangeAsync(
        "password_hash = @hash, password_until = @until", personId, stamp, new { hash, until = until?.ToUnixTimeMilliseconds() }, transaction);

    /// <summary>Keeps a new secret that is not confirmed yet; a person who has confirmed one keeps that.</summary>
    public async Task<bool> OfferSecretAsync(string personId, string stamp, byte[] box, DbTransaction transaction) => await transaction.Connection!.ExecuteAsync(
        "UPDATE people SET totp_secret = @box WHERE id = @personId AND stamp = @stamp AND totp_confirmed = 0",
        new { personId, stamp, box },
        transaction) == 1;

    /// <summary>Asks for the secret's codes from now on.</summary>
    /// <param name="personId">Whose.</param>
    /// <param name="stamp">As it was read.</param>
    /// <param name="step">Of the code that confirmed it, which is thereby used.</param>
    /// <param name="transaction">Part of which.</param>
    public Task<string?> ConfirmSecretAsync(string personId, string stamp, long step, DbTransaction transaction) =>
        ChangeAsync("totp_confirmed = 1, totp_step = @step", personId, stamp, new { step }, transaction);

    /// <summary>Forgets the secret: the next sign-in sets up another.</summary>
    public Task<string?> ForgetSecretAsync(string personId, string stamp, DbTransaction transaction) =>
        ChangeAsync("totp_confirmed = 0, totp_secret = NULL, totp_step = NULL", personId, stamp, new { }, transaction);

    /// <summary>Uses the code of a step up.</summary>
    /// <returns>False: it, or a later one, was used.</returns>
    public async Task<bool> TryTakeStepAsync(string personId, long step, DbTransaction transaction) => await transaction.Connection!.ExecuteAsync(
        "UPDATE people SET totp_step = @step WHERE id = @personId AND (totp_step IS NULL OR totp_step < @step)",
        new { personId, step },
        transaction) == 1;

    private static async Task<string?> ChangeAsync(string change, string personId, string stamp, object values, DbTransaction transaction)
    {
        var next = RandomId.Next();
        var parameters = new DynamicParameters(values);
        parameters.AddDynamicParams(new { personId, stamp, next });
        return await transaction.Connection!.ExecuteAsync(
            $"UPDATE people SET {change}, stamp = @next WHERE id = @personId AND stamp = @stamp", parameters, transaction) == 1 ? next : null;
    }

    private Task<Credential?> FindAsync(string sql, string value, CancellationToken cancellation) => database.ReadAsync(
        async connection => (await connection.QuerySingleOrDefaultAsync<Row>(sql, new { value }))?.ToCredential(), cancellation);

    private sealed record Row(
        string Id, string UserName, string DisplayName, string Org, string Roles, string State, string? OrgState,
        string? PasswordHash, long? PasswordUntil, byte[]? TotpSecret, long TotpConfirmed, string Stamp)
    {
        public Credential ToCredential() => new(
            new PersonRow(Id, UserName, DisplayName, Org, Roles, State, OrgState).ToPerson(),
            PasswordHash,
            PasswordUntil is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null,
            TotpSecret,
            TotpConfirmed == 1,
            Stamp);
    }
}
