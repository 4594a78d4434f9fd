using System.Security.Cryptography;
using System.Text.Json;

namespace Pmo.AuditLog.Entries;

/// <summary>Entries as the bytes that are stored and committed to. Thread-safe.</summary>
public static class EntryBytes
{
    /// <summary>Bytes of a salt.</summary>
    public const int SaltSize = 32;

    /// <summary>An entry as JSON in UTF-8.</summary>
    public static byte[] Write(AuditEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, EntryJson.Default.AuditEntry);

    /// <summary>Reads an entry; null when the bytes are none.</summary>
    public static AuditEntry? Read(ReadOnlySpan<byte> entry)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditEntry>(entry, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What the tree commits to: HMAC-SHA256 over the stored bytes. Whoever has no salt learns nothing of the entry from it.</summary>
    /// <param name="salt">32 random bytes, for this entry alone.</param>
    /// <param name="entry">The stored bytes.</param>
    public static byte[] Commit(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> entry) => SaltedHash.Of(salt, entry);

    /// <summary>What stays of an entry when its details are erased: id, time, kind, decision, organisation, operation.</summary>
    public static byte[] Kept(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Write(new AuditEntry
        {
            Id = entry.Id, At = entry.At, Kind = entry.Kind, Decision = entry.Decision, Organisation = entry.Organisation, Operation = entry.Operation,
        });
    }

    /// <summary>How an erasure names what stayed of an entry.</summary>
    public static string Digest(ReadOnlySpan<byte> kept)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(kept, hash);
        return System.Buffers.Text.Base64Url.EncodeToString(hash);
    }
}
