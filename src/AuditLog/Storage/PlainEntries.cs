using System.Data.Common;
using Pmo.AuditLog.Entries;

namespace Pmo.AuditLog.Storage;

/// <summary>Takes the entries of the plain form over into the log, in order, all or none, before anything else is appended.</summary>
internal static class PlainEntries
{
    private const int Chunk = 1000;

    public static async Task TakeOverAsync(ILogDatabase database, CancellationToken cancellation)
    {
        if (await database.ReadAsync(EntryTable.HasPlainAsync, cancellation))
        {
            await database.WriteAsync(transaction => TakeOverAsync(database, transaction), cancellation);
        }
    }

    private static async Task<bool> TakeOverAsync(ILogDatabase database, DbTransaction transaction)
    {
        var after = long.MinValue;
        List<(long Seq, byte[] Entry)> plain;
        do
        {
            plain = await EntryTable.ReadPlainAsync(after, Chunk, transaction);
            foreach (var (seq, bytes) in plain)
            {
                // The bytes as they are: the receipt's entry must not change by being written in another way.
                if (!EntryHead.TryRead(bytes, out var head) || head.Id is null || head.At is null || head.Kind is null)
                {
                    throw new InvalidDataException($"The audit entry {seq} of the former table cannot be read.");
                }

                var salt = Salts.Next();
                await EntryTable.AppendAsync(new LogRow(0, head.Id, head.At, head.Kind, salt, bytes, EntryBytes.Commit(salt, bytes)), database, transaction);
                after = seq;
            }
        }
        while (plain.Count == Chunk);
        await EntryTable.DropPlainAsync(transaction);
        return true;
    }
}
