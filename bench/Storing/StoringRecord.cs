using System.Buffers.Binary;
using System.Text.Json;
using Pmo.AppHost.Population;
using Pmo.Bench.Checks;
using Pmo.Matching.Epochs;
using Pmo.Matching.Tokens;
using Pmo.Matching.Uploads.Storage;

namespace Pmo.Bench.Storing;

/// <summary>Records as Matching stores them, made past the curve: pseudonyms and sealed elements are numbers that look random. Always the same.</summary>
internal static class StoringRecord
{
    private static readonly Draw Draw = new(2);

    /// <summary>Row <paramref name="seq"/> of an upload: a person of the province with some aid; pseudonyms in no order, as tokens come.</summary>
    public static Record Row(int seq)
    {
        var person = Population.Province[seq];
        var programme = Programme.All[(int)(Draw.Of(Aspect.Aid, seq) % (ulong)Programme.All.Count)];
        return new Record(
            Bytes(Pseudonym.Size, seq, Aspect.Order), Bytes(EpochKeys.SealedSize, seq, Aspect.Order),
            person.Card is null ? null : Bytes(Pseudonym.Size, person.Family, Aspect.Card),
            person.Card is null ? null : Bytes(EpochKeys.SealedSize, person.Family, Aspect.Card),
            Epoch: 1, seq, programme.AidType, programme.Unit, "2026", person.Village, person.Desil,
            person.Needs.Count == 0 ? null : JsonSerializer.Serialize(person.Needs), !Draw.Is(Aspect.Delivery, seq, programme.Claimed), Ref: null);
    }

    /// <summary>
    /// The pseudonym of rank <paramref name="rank"/> of <paramref name="of"/> that are spread evenly and stand in order, so that a large table is filled
    /// without the tree's pages being written again and again.
    /// </summary>
    public static byte[] Ranked(long rank, long of)
    {
        var width = ulong.MaxValue / (ulong)of;
        var bytes = new byte[Pseudonym.Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)rank * width) + (Draw.Of(Aspect.Order, rank) % width));
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), Draw.Of(Aspect.Origin, rank));
        return bytes;
    }

    public static byte[] Bytes(int length, long number, Aspect about)
    {
        var bytes = new byte[length + 8];
        for (var i = 0; i < length; i += 8)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(i), Draw.Of(about, (number * 16) + (i / 8)));
        }

        return bytes[..length];
    }
}
