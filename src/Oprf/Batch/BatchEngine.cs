using Pmo.Oprf.Proof;

namespace Pmo.Oprf.Batch;

/// <summary>What <see cref="Voprf"/> and <see cref="ElementBatch"/> do, by a path that the tests can choose.</summary>
internal sealed class BatchEngine(BatchPath path)
{
    public static BatchEngine Active => new(BatchPath.Active);

    /// <summary><see cref="Voprf.Blind"/></summary>
    public OprfResult Blind(IReadOnlyList<ReadOnlyMemory<byte>> inputs, ReadOnlySpan<Scalar> blinds, Span<byte> blinded)
    {
        var length = CheckLengths(inputs.Count, blinds.Length, blinded.Length);
        if (!length.IsOk)
            return length;
        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Length > Voprf.MaxInput)
                return new OprfResult(OprfError.WrongLength, i);
        }
        int zero = FirstZero(blinds);
        if (zero >= 0)
            return new OprfResult(OprfError.ZeroScalar, zero);

        using var points = path.Rent(inputs.Count);
        var hashed = points.Hash(inputs);
        if (hashed.IsOk)
            points.EncodeMultiples(blinds, blinded);
        return hashed;
    }

    /// <summary><see cref="Voprf.Evaluate(Scalar, ReadOnlySpan{byte}, Span{byte}, Span{byte})"/></summary>
    /// <remarks>fixedNonce: the nonce of a test vector; null draws one.</remarks>
    public OprfResult Evaluate(Scalar key, ReadOnlySpan<byte> blinded, Span<byte> evaluated, Span<byte> proof, Scalar? fixedNonce = null)
    {
        if (evaluated.Length != blinded.Length || proof.Length != Voprf.ProofSize)
            return OprfResult.Refused(OprfError.WrongLength);
        var outcome = PointBatch.CheckLength(blinded.Length);
        if (!outcome.IsOk)
            return outcome;
        if (key.IsZero)
            return OprfResult.Refused(OprfError.ZeroScalar);

        using var points = path.Rent(blinded.Length / Element.Size);
        outcome = points.Decode(blinded);
        if (!outcome.IsOk)
            return outcome;
        using var encoded = new PooledBuffer<byte>(blinded.Length);
        points.EncodeMultiples(key, encoded.Span);

        Span<byte> publicKey = stackalloc byte[Element.Size];
        Voprf.PublicKey(key, publicKey);
        using var weights = new PooledBuffer<byte>(blinded.Length);
        Composite.Weights(path, publicKey, blinded, encoded.Span, weights.Span);
        BatchProof.Generate(key, publicKey, points.PublicSum(weights.Span), fixedNonce, proof);
        encoded.Span.CopyTo(evaluated); // last, for it may be the same memory as blinded
        return OprfResult.Ok;
    }

    /// <summary><see cref="Voprf.Verify"/></summary>
    public OprfResult Verify(
        ReadOnlySpan<byte> publicKey32, ReadOnlySpan<byte> blinded, ReadOnlySpan<byte> evaluated, ReadOnlySpan<byte> proof)
    {
        if (publicKey32.Length != Element.Size || proof.Length != Voprf.ProofSize || evaluated.Length != blinded.Length)
            return OprfResult.Refused(OprfError.WrongLength);
        var outcome = PointBatch.CheckLength(blinded.Length);
        if (!outcome.IsOk)
            return outcome;
        if (!Element.TryDecode(publicKey32, out var publicKey))
            return OprfResult.Refused(OprfError.NonCanonicalElement);
        if (publicKey.IsIdentity)
            return OprfResult.Refused(OprfError.IdentityElement);

        using var c = path.Rent(blinded.Length / Element.Size);
        using var d = path.Rent(blinded.Length / Element.Size);
        outcome = c.Decode(blinded);
        if (outcome.IsOk)
            outcome = d.Decode(evaluated);
        if (!outcome.IsOk)
            return outcome;

        using var weights = new PooledBuffer<byte>(blinded.Length);
        Composite.Weights(path, publicKey32, blinded, evaluated, weights.Span);
        bool holds = BatchProof.Verify(publicKey32, publicKey.Point, c.PublicSum(weights.Span), d.PublicSum(weights.Span), proof);
        return holds ? OprfResult.Ok : OprfResult.Refused(OprfError.InvalidProof);
    }

    /// <summary><see cref="Voprf.Unblind"/></summary>
    public OprfResult Unblind(ReadOnlySpan<Scalar> blinds, ReadOnlySpan<byte> evaluated, Span<byte> tokens)
    {
        var outcome = evaluated.Length != tokens.Length
            ? OprfResult.Refused(OprfError.WrongLength)
            : CheckLengths(blinds.Length, blinds.Length, evaluated.Length);
        if (!outcome.IsOk)
            return outcome;
        int zero = FirstZero(blinds);
        if (zero >= 0)
            return new OprfResult(OprfError.ZeroScalar, zero);

        using var points = path.Rent(blinds.Length);
        outcome = points.Decode(evaluated);
        if (!outcome.IsOk)
            return outcome;
        using var inverses = new PooledBuffer<Scalar>(blinds.Length);
        BatchInversion.Invert(blinds, inverses.Span);
        points.EncodeMultiples(inverses.Span, tokens);
        return OprfResult.Ok;
    }

    /// <summary><see cref="ElementBatch.Check"/></summary>
    public OprfResult Check(ReadOnlySpan<byte> elements)
    {
        var length = PointBatch.CheckLength(elements.Length);
        if (!length.IsOk)
            return length;
        using var points = path.Rent(elements.Length / Element.Size);
        return points.Decode(elements);
    }

    /// <summary><see cref="ElementBatch.Multiply"/></summary>
    public OprfResult Multiply(Scalar k, ReadOnlySpan<byte> elements, Span<byte> result)
    {
        if (result.Length != elements.Length)
            return OprfResult.Refused(OprfError.WrongLength);
        var length = PointBatch.CheckLength(elements.Length);
        if (!length.IsOk)
            return length;
        if (k.IsZero)
            return OprfResult.Refused(OprfError.ZeroScalar);

        using var points = path.Rent(elements.Length / Element.Size);
        var decoded = points.Decode(elements);
        if (decoded.IsOk)
            points.EncodeMultiples(k, result);
        return decoded;
    }

    private static OprfResult CheckLengths(int inputs, int blinds, int bytes)
    {
        if (inputs != blinds || (long)inputs * Element.Size != bytes)
            return OprfResult.Refused(OprfError.WrongLength);
        return PointBatch.CheckLength(bytes);
    }

    /// <summary>Index of the first zero, else -1. A blind is never zero but by a caller's mistake, which is told.</summary>
    private static int FirstZero(ReadOnlySpan<Scalar> scalars)
    {
        for (int i = 0; i < scalars.Length; i++)
        {
            if (scalars[i].IsZero)
                return i;
        }
        return -1;
    }
}
