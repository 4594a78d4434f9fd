using System.Buffers;
using System.Security.Cryptography;
using Pmo.Hosting.Problems;
using Pmo.Matching.Epochs;
using Pmo.Oprf;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;
using Pmo.Protocol.Wire;

namespace Pmo.Matching.Tokens;

/// <summary>Turns a partner's tokens into pseudonyms: removes the partner's factor, checks the canary, indexes. Thread-safe.</summary>
internal sealed class TokenConversion(EpochRing ring)
{
    /// <summary>Reads the header <c>Pmo-Key</c> and finds the keys it names, which must be of this kind.</summary>
    public Result<(KeyId Id, EpochKeys Keys)> FindKey(HttpRequest request, IdentityKind kind)
    {
        var header = request.Headers[PmoHeaders.Key];
        if (header.Count != 1)
        {
            return CommonErrors.HeaderMissing.With(PmoHeaders.Key);
        }

        return KeyId.TryParse(header[0], out var id) && id.Kind == kind && ring.Active is { } keys && keys.Epoch == id.Epoch
            ? (id, keys)
            : TokenErrors.KeyRetired;
    }

    /// <summary>Converts one part.</summary>
    /// <param name="key">As found.</param>
    /// <param name="partner">From the decision.</param>
    /// <param name="tokens">n × 32 bytes, the canary first.</param>
    /// <param name="seal">Whether the canonical elements are wanted, to be stored.</param>
    /// <returns>The persons; or <c>element_invalid</c>, <c>element_identity</c> with the index over the part, <c>canary_mismatch</c>.</returns>
    public static Result<ConvertedPart> Convert((KeyId Id, EpochKeys Keys) key, string partner, ReadOnlyMemory<byte> tokens, bool seal)
    {
        var elements = ArrayPool<byte>.Shared.Rent(tokens.Length);
        try
        {
            var canonical = elements.AsSpan(0, tokens.Length);

            // N = a⁻¹·T. All are decoded before any is multiplied.
            var done = ElementBatch.Multiply(key.Keys.InverseFactor(key.Id, partner), tokens.Span, canonical);
            if (!done.IsOk)
            {
                return Refused(done);
            }

            if (!key.Keys.IsCanary(key.Id.Kind, canonical[..Element.Size]))
            {
                return TokenErrors.CanaryMismatch;
            }

            return Index(key, canonical[Element.Size..], seal);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(elements.AsSpan(0, tokens.Length));
            ArrayPool<byte>.Shared.Return(elements);
        }
    }

    private static ConvertedPart Index((KeyId Id, EpochKeys Keys) key, ReadOnlySpan<byte> canonical, bool seal)
    {
        var persons = canonical.Length / Element.Size;
        var pseudonyms = new byte[persons * Pseudonym.Size];
        var sealedElements = seal ? new byte[persons * EpochKeys.SealedSize] : [];
        using var sealer = seal ? key.Keys.CreateSealer() : null;
        for (var i = 0; i < persons; i++)
        {
            var element = canonical.Slice(i * Element.Size, Element.Size);
            var pseudonym = pseudonyms.AsSpan(i * Pseudonym.Size, Pseudonym.Size);
            key.Keys.Index(key.Id.Kind, element, pseudonym);
            sealer?.Seal(key.Id.Kind, pseudonym, element, sealedElements.AsSpan(i * EpochKeys.SealedSize, EpochKeys.SealedSize));
        }

        return new ConvertedPart(key.Keys.Key, pseudonyms, sealedElements);
    }

    private static Failure Refused(OprfResult result) => result.Error switch
    {
        OprfError.NonCanonicalElement => At(TokenErrors.ElementInvalid, result.Index),
        OprfError.IdentityElement => At(TokenErrors.ElementIdentity, result.Index),
        _ => throw new InvalidOperationException($"The batch was refused: {result.Error}."),
    };

    private static Failure At(ErrorCode code, int index) => new(code, [index], [new FailureItem(code, [index], Index: index)]);
}
