using System.Text.Json;
using Pmo.Matching.Checks.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Checks;

/// <summary>
/// Writes an answer in pieces, about 1 MiB of them at a time, so that no answer is ever whole in memory. What stands before the results, but is known only
/// after them, is piece 0 and written last. Not thread-safe.
/// </summary>
internal sealed class AnswerSpool(CheckStore store, long check, string attempt)
{
    // Below 85,000 bytes, from which on .NET gives memory back late: whoever reads the answer makes an array of each.
    private const int PieceBytes = 64 * 1024;
    private const int Together = 16;

    private static readonly byte[] Comma = [(byte)','];
    private readonly List<byte[]> _pieces = [];
    private int _full;
    private int _used;
    private int _seq = 1;
    private bool _any;

    public async Task WriteAsync(CheckResult result, CancellationToken cancellation)
    {
        if (_any)
        {
            await AppendAsync(Comma, cancellation);
        }

        _any = true;
        await AppendAsync(JsonSerializer.SerializeToUtf8Bytes(result, ApiJson.Options), cancellation);
    }

    /// <param name="answer">The answer without its results.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task EndAsync(CheckAnswer answer, CancellationToken cancellation)
    {
        await AppendAsync("]}"u8.ToArray(), cancellation);
        await store.SpoolAsync(check, attempt, _seq, [.. _pieces[.._full], _pieces[_full][.._used]], cancellation);
        var head = JsonSerializer.SerializeToUtf8Bytes(answer with { Results = [] }, ApiJson.Options);

        // …"results":[]}: the pieces go between the brackets.
        await store.SpoolAsync(check, attempt, 0, [head[..^2]], cancellation);
    }

    private async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (bytes.Length > 0)
        {
            if (_used == PieceBytes)
            {
                (_full, _used) = (_full + 1, 0);
            }

            if (_full == Together)
            {
                await store.SpoolAsync(check, attempt, _seq, _pieces, cancellation);
                (_full, _seq) = (0, _seq + Together);
            }

            if (_full == _pieces.Count)
            {
                _pieces.Add(new byte[PieceBytes]);
            }

            var length = Math.Min(bytes.Length, PieceBytes - _used);
            bytes[..length].CopyTo(_pieces[_full].AsMemory(_used));
            (bytes, _used) = (bytes[length..], _used + length);
        }
    }
}
