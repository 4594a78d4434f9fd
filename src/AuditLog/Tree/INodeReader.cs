namespace Pmo.AuditLog.Tree;

/// <summary>Gives the hashes that proofs are made of.</summary>
public interface INodeReader
{
    /// <summary>The root of the perfect subtree of 2^<paramref name="height"/> leaves that begins at leaf <paramref name="index"/> · 2^height.</summary>
    ValueTask<byte[]> ReadAsync(int height, long index, CancellationToken cancellation);
}
