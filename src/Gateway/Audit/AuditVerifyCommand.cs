using System.Data.Common;
using System.Globalization;
using Pmo.AuditLog;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Verify;
using Pmo.Hosting.Startup;
using Pmo.Hosting.Storage;

namespace Pmo.Gateway.Audit;

/// <summary>
/// <c>Pmo.Gateway audit-verify --db FILE | --connection-file FILE [--key VKEY] [--months N]</c>: verifies a log where it is stored, in SQLite or
/// PostgreSQL, or a backup of it, without starting anything.
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
        var (file, secret, key, months) = (default(string), default(string), default(NoteKey), DefaultMonths);
        for (var i = 1; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            var isGood = args[i] switch
            {
                "--db" => (file = value) is not null,
                "--connection-file" => (secret = value) is not null,
                "--key" => NoteKey.TryParse(value, out key, out _),
                "--months" => int.TryParse(value, CultureInfo.InvariantCulture, out months) && months > 0,
                _ => false,
            };
            if (!isGood)
            {
                (file, secret) = (null, null);
                break;
            }
        }

        // The connection string holds a password: it is not for a command line, which everybody on the machine can see.
        if ((file is null) == (secret is null) || !File.Exists(file ?? secret))
        {
            await output.WriteLineAsync($"{Name} --db FILE | --connection-file FILE [--key VKEY] [--months {DefaultMonths}]");
            return Usage;
        }

        try
        {
            using var database = secret is null ? StoredDatabase.OfFile(file!) : StoredDatabase.OfServer(secret);
            var report = await DatabaseVerifier.VerifyAsync(new Reader(database), key, months, cancellation);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"entries {report.Entries}, erased {report.Erased}, checkpoint {report.Newest?.Size ?? 0}, key {report.Key}"));
            foreach (var fault in report.Faults)
            {
                await output.WriteLineAsync($"{fault.Indonesian} | {fault.English}");
            }

            await output.WriteLineAsync(report.IsSound ? "utuh | sound" : "TIDAK utuh | NOT sound");
            return report.IsSound ? Ok : Unsound;
        }
        catch (StartupException e)
        {
            await output.WriteLineAsync(e.Message);
            return Usage;
        }
        catch (DbException e)
        {
            await output.WriteLineAsync($"Basis data tidak dapat dibaca | The database cannot be read: {e.Message}");
            return Unsound;
        }
    }

    private sealed class Reader(StoredDatabase database) : ILogDatabase
    {
        public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation) => database.ReadAsync(read, cancellation);

        public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation) => throw new NotSupportedException();

        public Task AppendAsync(Func<DbTransaction, Task> append, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<long?> RunAsync(string sql, object?[] values, DbTransaction transaction) => throw new NotSupportedException();
    }
}
