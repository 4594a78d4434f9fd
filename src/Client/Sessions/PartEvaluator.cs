using System.Globalization;
using Pmo.Client.Http;
using Pmo.Oprf;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;
using Pmo.Protocol.Parts;
using Pmo.Protocol.Wire;

namespace Pmo.Client.Sessions;

/// <summary>
/// Turns the persons of a part into tokens: blinds, has them evaluated, and believes the answer only by key, proof and canary. Thread-safe.
/// </summary>
internal sealed class PartEvaluator(GatewayClient gateway, KeyStatement statement, BlindSeed seed, Grant grant, string session)
{
    private const string Path = "/v1/pseudonyms/evaluate";

    private readonly IdentityKind _kind = IdentityKind.TryParse(statement.Domain, out var kind)
        ? kind
        : throw new ArgumentException("The statement is of no known kind.", nameof(statement));

    /// <summary>Tokens of part <paramref name="part"/>, under the statement's key: (persons + 1) × 32 bytes, the canary's first.</summary>
    public async Task<Outcome<byte[]>> TokensAsync(int part, int persons, Func<int, byte[]> inputOf, CancellationToken cancel)
    {
        using var blinded = await PartThreads.RunAsync(() => BlindedPart.Make(seed, part, _kind, persons, inputOf, cancel));
        var answer = await gateway.SendAsync(Request(part, blinded), (r, token) => ReadAsync(r, blinded.Elements.Length, token), cancel);
        return answer.TryGet(out var evaluation, out var problem)
            ? await PartThreads.RunAsync(() => Believe(part, blinded, evaluation, cancel))
            : problem;
    }

    private Outcome<byte[]> Believe(int part, BlindedPart blinded, Evaluation evaluation, CancellationToken cancel)
    {
        if (!Voprf.Verify(statement.PublicKey, blinded.Elements, evaluation.Elements, evaluation.Proof).IsOk)
        {
            return ClientProblems.BadProof(part).ToProblem(gateway.Language);
        }

        var tokens = evaluation.Elements;
        blinded.Unblind(tokens, cancel);
        return tokens.AsSpan(0, Element.Size).SequenceEqual(statement.Canary) ? tokens : ClientProblems.BadCanary().ToProblem(gateway.Language);
    }

    private GatewayRequest Request(int part, BlindedPart blinded) => new(HttpMethod.Post, Path)
    {
        Grant = grant,
        Body = blinded.Elements,
        ContentType = "application/octet-stream",
        Headers =
        [
            new(PmoHeaders.Session, session),
            new(PmoHeaders.Part, part.ToString(CultureInfo.InvariantCulture)),
            new(PmoHeaders.Domain, _kind.Name),
        ],
        MostAnswer = PartPlan.MaxElements * Element.Size + Voprf.ProofSize,
    };

    private async Task<Outcome<Evaluation>> ReadAsync(HttpResponseMessage response, int elements, CancellationToken cancel)
    {
        if (!response.Headers.TryGetValues(PmoHeaders.Key, out var keys) || keys.ToArray() is not [var key] || key != statement.KeyId)
        {
            return ClientProblems.OtherKey().ToProblem(gateway.Language);
        }

        // Apart from the start: elements become tokens where they are, and a copy of them would be a quarter of a megabyte.
        var (evaluated, proof) = (new byte[elements], new byte[Voprf.ProofSize]);
        await using var stream = new LimitedStream(await response.Content.ReadAsStreamAsync(cancel), elements + Voprf.ProofSize);
        await stream.ReadExactlyAsync(evaluated, cancel);
        await stream.ReadExactlyAsync(proof, cancel);
        return await stream.ReadAsync(new byte[1], cancel) == 0
            ? new Evaluation(evaluated, proof)
            : ClientProblems.Malformed("evaluate").ToProblem(gateway.Language);
    }

    /// <param name="Elements">n × 32 bytes.</param>
    /// <param name="Proof">Of all of them.</param>
    private sealed record Evaluation(byte[] Elements, byte[] Proof);
}
