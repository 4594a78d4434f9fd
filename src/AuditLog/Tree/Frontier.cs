namespace Pmo.AuditLog.Tree;

/// <summary>The right edge of a growing tree: the roots of the perfect subtrees it consists of, from which its root follows. Not thread-safe.</summary>
public sealed class Frontier
{
    private readonly byte[]?[] _byHeight = new byte[]?[64];

    /// <summary>Leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>Adds a leaf, or a perfect subtree.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="height">0 for a leaf; 2^height leaves, which must divide <see cref="Size"/>.</param>
    public void Add(byte[] hash, int height = 0)
    {
        ArgumentNullException.ThrowIfNull(hash);
        if (Size % (1L << height) != 0)
        {
            throw new ArgumentException("A subtree begins at a multiple of its size.", nameof(height));
        }

        Size += 1L << height;
        while (_byHeight[height] is { } left)
        {
            hash = TreeHash.Node(left, hash);
            _byHeight[height++] = null;
        }

        _byHeight[height] = hash;
    }

    /// <summary>The tree's root now.</summary>
    public byte[] Root()
    {
        byte[]? root = null;
        foreach (var hash in _byHeight)
        {
            root = hash is null ? root : root is null ? hash : TreeHash.Node(hash, root);
        }

        return root ?? TreeHash.Empty;
    }
}
