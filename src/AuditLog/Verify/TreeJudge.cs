using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Verify;

/// <summary>Builds the tree from all commitments in order, and holds it against tiles and checkpoints. Not thread-safe.</summary>
internal sealed class TreeJudge(CheckpointJudge checkpoints, TileJudge tiles, FaultList faults)
{
    private readonly TileBuilder _builder = new();
    private long _expected;
    private bool _isBroken;

    public async Task AddAsync(RowBlock block)
    {
        foreach (var fault in block.Faults)
        {
            faults.Add(fault);
        }

        foreach (var place in block.Places)
        {
            if (place > _expected)
            {
                faults.Add(FaultKind.EntryMissing, _expected, place - 1);
            }

            // Behind a gap there is no tree any more; entries are still held against their own commitments.
            _isBroken |= place != _expected;
            _expected = Math.Max(_expected, place + 1);
        }

        _isBroken |= block.Hashed < block.Places.Count;

        if (_isBroken)
        {
            return;
        }

        if (block.Root is { } root && !checkpoints.AnyInside(_builder.Size, _builder.Size + TilePath.FullWidth))
        {
            await tiles.CheckAsync(_builder.AddTile(block.Hashes, root));
            checkpoints.Check(_builder);
            return;
        }

        for (var i = 0; i < block.Hashed; i++)
        {
            await tiles.CheckAsync(_builder.Add(block.Hashes.AsSpan(i * TreeHash.Size, TreeHash.Size).ToArray()));
            checkpoints.Check(_builder);
        }
    }

    public async Task EndAsync()
    {
        checkpoints.End(_expected);
        await tiles.EndAsync(_expected);
    }
}
