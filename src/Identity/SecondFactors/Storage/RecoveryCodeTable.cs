using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;

namespace Pmo.Identity.SecondFactors.Storage;

/// <summary>Hashes of the recovery codes that were not used yet. Thread-safe.</summary>
internal sealed class RecoveryCodeTable(Database database)
{
    /// <summary>Gives a person these codes instead of all they had.</summary>
    public async Task ReplaceAsync(string personId, IEnumerable<string> codes, DbTransaction transaction)
    {
        await transaction.Connection!.ExecuteAsync("DELETE FROM recovery_codes WHERE person_id = @personId", new { personId }, transaction);
        await transaction.Connection!.ExecuteAsync(
            "INSERT INTO recovery_codes (person_id, hash) VALUES (@personId, @hash)",
            codes.Select(code => new { personId, hash = RecoveryCodes.Hash(personId, code) }),
            transaction);
    }

    /// <summary>Uses a code up.</summary>
    /// <returns>False: it is not theirs, or was used.</returns>
    public async Task<bool> TryTakeAsync(string personId, string typed, DbTransaction transaction) => await transaction.Connection!.ExecuteAsync(
        "DELETE FROM recovery_codes WHERE person_id = @personId AND hash = @hash",
        new { personId, hash = RecoveryCodes.Hash(personId, typed) },
        transaction) == 1;

    /// <summary>How many are left.</summary>
    public Task<int> CountAsync(string personId, CancellationToken cancellation) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<int>("SELECT count(*) FROM recovery_codes WHERE person_id = @personId", new { personId }), cancellation);
}
