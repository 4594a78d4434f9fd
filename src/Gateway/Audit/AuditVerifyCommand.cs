using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Pmo.AuditLog;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Verify;

namespace Pmo.Gateway.Audit;

/// <summary>
/// <c>Pmo.Gateway audit-verify --db FILE [--key VKEY] [--months N]</c>: verifies a log where it is stored, or a backup of it, without starting anything.
/// </summary>
internal static class AuditVerifyCommand
{
    public const string Name = "audit-verify";
    private const int Ok = 0;
    private const int Usage = 2;
    private const int Unsound = 3;
    private const int DefaultMonths = 60;

    /// <returns>0 sound, 2 usage, 3 not sound or not readable.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellation)
    {
        var (file, key, months) = (default(string), default(NoteKey), DefaultMonths);
        for (var i = 1; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            var isGood = args[i] switch
            {
                "--db" => (file = value) is not null,
                "--key" => NoteKey.TryParse(value, out key, out _),
                "--months" => int.TryParse(value, CultureInfo.InvariantCulture, out months) && months > 0,
                _ => false,
            };
            if (!isGood)
            {
                file = null;
                break;
            }
        }

        if (file is null || !File.Exists(file))
        {
            await output.WriteLineAsync($"{Name} --db FILE [--key VKEY] [--months {DefaultMonths}]");
            return Usage;
        }

        try
        {
            var report = await DatabaseVerifier.VerifyAsync(new StoredFile(file), key, months, cancellation);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"entries {report.Entries}, erased {report.Erased}, checkpoint {report.Newest?.Size ?? 0}, key {report.Key}"));
            foreach (var fault in report.Faults)
            {
                await output.WriteLineAsync($"{fault.Indonesian} | {fault.English}");
            }

            await output.WriteLineAsync(report.IsSound ? "utuh | sound" : "TIDAK utuh | NOT sound");
            return report.IsSound ? Ok : Unsound;
        }
        catch (SqliteException e)
        {
            await output.WriteLineAsync($"Basis data tidak dapat dibaca | The database cannot be read: {e.Message}");
            return Unsound;
        }
    }

    private sealed class StoredFile(string file) : ILogDatabase
    {
        public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation)
        {
            await using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            await connection.OpenAsync(cancellation);
            return await read(connection);
        }

        public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
