using System.Buffers;
using System.Text.Json;
using Pmo.Matching.Checks.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Checks;

/// <summary>
/// Writes an answer in pieces of about 1 MiB, so that no answer is ever whole in memory. What stands before the results, but is known only after them,
/// is piece 0 and written last. Not thread-safe.
/// </summary>
internal sealed class AnswerSpool(CheckStore store, long check, string attempt)
{
    private const int PieceBytes = 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _piece = new();
    private int _seq = 1;
    private bool _any;

    public async Task WriteAsync(CheckResult result, CancellationToken cancellation)
    {
        if (_any)
        {
            _piece.Write(","u8);
        }

        _any = true;
        _piece.Write(JsonSerializer.SerializeToUtf8Bytes(result, ApiJson.Options));
        if (_piece.WrittenCount >= PieceBytes)
        {
            await FlushAsync(cancellation);
        }
    }

    /// <param name="answer">The answer without its results.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task EndAsync(CheckAnswer answer, CancellationToken cancellation)
    {
        _piece.Write("]}"u8);
        await FlushAsync(cancellation);
        var head = JsonSerializer.SerializeToUtf8Bytes(answer with { Results = [] }, ApiJson.Options);

        // …"results":[]}: the pieces go between the brackets.
        await store.SpoolAsync(check, attempt, 0, head[..^2], cancellation);
    }

    private async Task FlushAsync(CancellationToken cancellation)
    {
        await store.SpoolAsync(check, attempt, _seq++, _piece.WrittenSpan.ToArray(), cancellation);
        _piece.ResetWrittenCount();
    }
}
