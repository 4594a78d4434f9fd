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
        for (var i = 0; i < block.Rows.Count; i++)
        {
            var row = block.Rows[i];
            if (block.Fault(i) is { } fault)
            {
                faults.Add(fault, row.Seq, row.Seq, row.Id);
            }

            if (row.Seq > _expected)
            {
                faults.Add(FaultKind.EntryMissing, _expected, row.Seq - 1);
            }

            // Behind a gap there is no tree any more; entries are still held against their own commitments.
            _isBroken |= row.Seq != _expected || i >= block.Hashed;
            _expected = Math.Max(_expected, row.Seq + 1);
        }

        if (_isBroken)
        {
            return;
        }

        if (block.Root is { } root && !checkpoints.AnyInside(_builder.Size, _builder.Size + TilePath.FullWidth))
        {
            var first = _builder.Size;
            await tiles.CheckAsync(_builder.AddTile(block.Hashes, root), block.Rows, first);
            checkpoints.Check(_builder);
            return;
        }

        for (var i = 0; i < block.Rows.Count; i++)
        {
            await tiles.CheckAsync(
                _builder.Add(block.Hashes.AsSpan(i * TreeHash.Size, TreeHash.Size).ToArray()), block.Rows, block.Rows[0].Seq);
            checkpoints.Check(_builder);
        }
    }

    public async Task EndAsync()
    {
        checkpoints.End(_expected);
        await tiles.EndAsync(_expected);
    }
}
