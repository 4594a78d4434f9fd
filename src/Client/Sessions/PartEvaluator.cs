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
        using var blinded = BlindedPart.Make(seed, part, _kind, persons, inputOf, cancel);
        var answer = await gateway.SendAsync(Request(part, blinded), (r, token) => ReadAsync(r, blinded.Elements.Length, token), cancel);
        if (!answer.TryGet(out var body, out var problem))
        {
            return problem;
        }

        var evaluated = body[..^Voprf.ProofSize];
        if (!Voprf.Verify(statement.PublicKey, blinded.Elements, evaluated, body.AsSpan(^Voprf.ProofSize..)).IsOk)
        {
            return ClientProblems.BadProof(part).ToProblem(gateway.Language);
        }

        var tokens = blinded.Unblind(evaluated, cancel);
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

    private async Task<Outcome<byte[]>> ReadAsync(HttpResponseMessage response, int elements, CancellationToken cancel)
    {
        if (!response.Headers.TryGetValues(PmoHeaders.Key, out var keys) || keys.ToArray() is not [var key] || key != statement.KeyId)
        {
            return ClientProblems.OtherKey().ToProblem(gateway.Language);
        }

        var body = new byte[elements + Voprf.ProofSize];
        await using var stream = new LimitedStream(await response.Content.ReadAsStreamAsync(cancel), body.Length);
        await stream.ReadExactlyAsync(body, cancel);
        return await stream.ReadAsync(new byte[1], cancel) == 0 ? body : ClientProblems.Malformed("evaluate").ToProblem(gateway.Language);
    }
}
