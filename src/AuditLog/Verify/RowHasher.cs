using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Verify;

/// <summary>The hashes of <see cref="TreeHash"/> and <see cref="EntryBytes.Commit"/>, of many rows at once. One thread's at a time.</summary>
internal sealed class RowHasher(HashBatch batch) : IDisposable
{
    private byte[] _salts = new byte[TilePath.FullWidth * EntryBytes.SaltSize];

    public RowHasher()
        : this(new HashBatch())
    {
    }

    /// <summary>Takes an entry in, to be committed to with those that follow.</summary>
    /// <param name="salt">The key, of <see cref="EntryBytes.SaltSize"/> bytes.</param>
    /// <param name="entry">Any bytes.</param>
    public void Add(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> entry)
    {
        var at = batch.Count * EntryBytes.SaltSize;
        if (at == _salts.Length)
        {
            Array.Resize(ref _salts, 2 * at);
        }

        salt.CopyTo(_salts.AsSpan(at));
        var message = batch.Add(SaltedHash.BlockSize + entry.Length);
        SaltedHash.Inner(salt, message);
        entry.CopyTo(message[SaltedHash.BlockSize..]);
    }

    /// <summary>HMAC-SHA256 (RFC 2104 §2) of each entry that was taken in; then none is.</summary>
    /// <returns>32 bytes of each, in order.</returns>
    public byte[] Commit()
    {
        var hashes = new byte[batch.Count * TreeHash.Size];
        batch.Hash(hashes);
        for (var at = 0; at < hashes.Length; at += TreeHash.Size)
        {
            var message = batch.Add(SaltedHash.BlockSize + TreeHash.Size);
            SaltedHash.Outer(_salts.AsSpan(at, EntryBytes.SaltSize), message);
            hashes.AsSpan(at, TreeHash.Size).CopyTo(message[SaltedHash.BlockSize..]);
        }

        batch.Hash(hashes);
        return hashes;
    }

    /// <inheritdoc cref="TreeHash.Leaf(ReadOnlySpan{byte}, Span{byte})"/>
    /// <param name="commitments">32 bytes each.</param>
    /// <param name="hashes">As many.</param>
    public void Leaves(ReadOnlySpan<byte> commitments, Span<byte> hashes)
    {
        for (; commitments.Length > 0; commitments = commitments[TreeHash.Size..])
        {
            Prefixed(TreeHash.LeafPrefix, commitments[..TreeHash.Size]);
        }

        batch.Hash(hashes);
    }

    /// <inheritdoc cref="TreeHash.Root"/>
    public byte[] Root(ReadOnlySpan<byte> hashes)
    {
        // Two neighbours lie as they are hashed, but for the prefix.
        var work = hashes.ToArray();
        for (var length = work.Length; length > TreeHash.Size; length /= 2)
        {
            for (var at = 0; at < length; at += 2 * TreeHash.Size)
            {
                Prefixed(TreeHash.NodePrefix, work.AsSpan(at, 2 * TreeHash.Size));
            }

            batch.Hash(work);
        }

        return work[..TreeHash.Size];
    }

    public void Dispose() => batch.Dispose();

    private void Prefixed(byte prefix, ReadOnlySpan<byte> bytes)
    {
        var message = batch.Add(1 + bytes.Length);
        message[0] = prefix;
        bytes.CopyTo(message[1..]);
    }
}
