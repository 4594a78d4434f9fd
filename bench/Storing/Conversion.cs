using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Pmo.Bench.Evaluation;
using Pmo.Bench.Runs;
using Pmo.Matching.Epochs;
using Pmo.Matching.Tokens;
using Pmo.Matching.Uploads;
using Pmo.Oprf;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;
using Pmo.Protocol.Parts;

namespace Pmo.Bench.Storing;

/// <summary>What Matching does with a part before it is stored: reading the rows, and turning tokens into pseudonyms and sealed elements.</summary>
internal sealed class Conversion
{
    private const string Epoch = "2026";
    private const string Partner = "dinas-bench";
    private const int Rounds = 3;
    private readonly byte[] _tokens;
    private readonly byte[] _body;
    private readonly (KeyId, EpochKeys) _key;

    public Conversion()
    {
        // Any elements are tokens of somebody; the first is made the canary by what the pairing says of it.
        _tokens = new Batch(PartPlan.MaxElements).Blinded;
        var id = KeyId.Of(IdentityKind.Nik, Epoch, 1);
        var domains = new Dictionary<string, PairingDomain>(StringComparer.Ordinal);
        var keys = new EpochKeys(1, Epoch, new EpochSecrets(Secret(), Secret(), Secret(), domains));
        var canary = new byte[Element.Size];
        ElementBatch.Multiply(keys.InverseFactor(id, Partner), _tokens.AsSpan(0, Element.Size), canary);
        domains.Add(IdentityKind.Nik.Name, new PairingDomain(canary, canary));
        _key = (id, keys);
        _body = Body();
    }

    /// <summary>Seconds for one row on one core: reading, and converting.</summary>
    public (double Read, double Convert) SecondsPerRow()
    {
        var (read, convert) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var part = PartReader.Read(_body, 0, PartPlan.MaxPersons).Value ?? throw new InvalidOperationException("The part was not read.");
            var middle = Stopwatch.GetTimestamp();
            if (TokenConversion.Convert(_key, Partner, part.Tokens, seal: true).Value is null)
            {
                throw new InvalidOperationException("The part was not converted.");
            }

            // The first is for the compiler.
            if (round > 0)
            {
                read.Add(Stopwatch.GetElapsedTime(start, middle).TotalSeconds);
                convert.Add(Stopwatch.GetElapsedTime(middle).TotalSeconds);
            }
        }

        return (Figure.Median(read) / PartPlan.MaxPersons, Figure.Median(convert) / PartPlan.MaxPersons);
    }

    private static byte[] Secret() => RandomNumberGenerator.GetBytes(32);

    private byte[] Body()
    {
        using var body = new MemoryStream();
        body.Write(JsonSerializer.SerializeToUtf8Bytes(new UploadPartHeader(_tokens[..Element.Size]), ApiJson.Options));
        for (var i = 1; i < PartPlan.MaxElements; i++)
        {
            var record = StoringRecord.Row(i);
            body.WriteByte((byte)'\n');
            body.Write(JsonSerializer.SerializeToUtf8Bytes(
                new UploadRow(
                    _tokens[(i * Element.Size)..((i + 1) * Element.Size)], "delivered", AidType: record.AidType, Amount: record.Amount,
                    Period: record.Period, Region: record.Region, Desil: record.Desil),
                ApiJson.Options));
        }

        return body.ToArray();
    }
}
