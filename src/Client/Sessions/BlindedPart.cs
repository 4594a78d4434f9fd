using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pmo.Oprf;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Sessions;

/// <summary>
/// One part, canary first, blinded; and its way back. Work is cut into slices over the cores. Disposing of it clears the blinds.
/// </summary>
internal sealed class BlindedPart : IDisposable
{
    /// <summary>Elements a core takes at a time: large enough for shared inversions to pay, small enough to cancel soon.</summary>
    private const int Slice = 256;
    private readonly Scalar[] _blinds;

    private BlindedPart(Scalar[] blinds, byte[] elements)
    {
        _blinds = blinds;
        Elements = elements;
    }

    /// <summary>n × 32 bytes, n = persons + 1.</summary>
    public byte[] Elements { get; }

    /// <summary>Blinds the canary of <paramref name="kind"/> and <paramref name="persons"/> inputs, asked for from 0 and by several threads.</summary>
    public static BlindedPart Make(BlindSeed seed, int part, IdentityKind kind, int persons, Func<int, byte[]> inputOf, CancellationToken cancel)
    {
        var count = persons + 1;
        var made = new BlindedPart(new Scalar[count], new byte[count * Element.Size]);
        InSlices(count, (start, length) =>
        {
            var inputs = new ReadOnlyMemory<byte>[length];
            for (var i = 0; i < length; i++)
            {
                var at = start + i;
                var input = at == 0 ? PersonInput.Canary(kind) : inputOf(at - 1);
                inputs[i] = input;
                made._blinds[at] = seed.Blind(part, at, input);
            }

            return Voprf.Blind(inputs, made._blinds.AsSpan(start, length), made.Elements.AsSpan(start * Element.Size, length * Element.Size));
        }, cancel);
        return made;
    }

    /// <summary>Turns an answer whose proof has been verified, n × 32 bytes, into its tokens, the canary's first: in place, as nobody needs it any more.</summary>
    public void Unblind(byte[] evaluated, CancellationToken cancel) => InSlices(_blinds.Length, (start, length) =>
    {
        var slice = evaluated.AsSpan(start * Element.Size, length * Element.Size);
        return Voprf.Unblind(_blinds.AsSpan(start, length), slice, slice);
    }, cancel);

    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_blinds.AsSpan()));

    public override string ToString() => nameof(BlindedPart);

    private static void InSlices(int count, Func<int, int, OprfResult> work, CancellationToken cancel)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel };
        Parallel.For(0, (count + Slice - 1) / Slice, options, slice =>
        {
            var start = slice * Slice;
            var result = work(start, Math.Min(Slice, count - start));
            if (!result.IsOk)
            {
                // Blinds are not zero, and what comes from outside was verified before.
                throw new InvalidOperationException($"Blinding failed: {result.Error}.");
            }
        });
    }
}
