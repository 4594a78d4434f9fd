using Pmo.Client.Http;
using Pmo.Client.Sessions;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Wire;

namespace Pmo.Client.Subjects;

/// <summary>Answers a person who asks what is held about them, or to be erased, restricted, or counted again. The number becomes a token here and leaves no trace. Thread-safe.</summary>
public sealed class SubjectRunner(GatewayClient gateway)
{
    private const string Root = "/v1/subjects";

    /// <summary>Runs it.</summary>
    /// <param name="order">What to do.</param>
    /// <param name="number">For whom: a number of the order's kind.</param>
    /// <param name="cancel">Stops it; before the last call nothing has been done.</param>
    public async Task<Outcome<SubjectAnswer>> RunAsync(SubjectOrder order, Nik number, CancellationToken cancel)
    {
        if (!(await KeyStatements.CurrentAsync(gateway, order.Grant, order.Kind, cancel)).TryGet(out var statement, out var problem)
            || !(await OpenAsync(order, cancel)).TryGet(out var opened, out problem))
        {
            return problem;
        }

        var evaluator = new PartEvaluator(gateway, statement, BlindSeed.New(), order.Grant, opened.SubjectId);
        if (!(await evaluator.TokensAsync(0, 1, _ => PersonInput.Of(order.Kind, number), cancel)).TryGet(out var tokens, out problem))
        {
            return problem;
        }

        var session = $"{Root}/{Uri.EscapeDataString(opened.SubjectId)}";
        var put = new GatewayRequest(HttpMethod.Put, session + "/parts/0")
        {
            Grant = order.Grant, Body = tokens, ContentType = "application/octet-stream", Headers = [new(PmoHeaders.Key, statement.KeyId)],
        };
        if (!(await gateway.SendAsync<PartReceived>(put, cancel)).TryGet(out _, out problem))
        {
            return problem;
        }

        return await gateway.SendAsync<SubjectAnswer>(new GatewayRequest(HttpMethod.Post, session + "/commit") { Grant = order.Grant }, cancel);
    }

    private Task<Outcome<SubjectOpened>> OpenAsync(SubjectOrder order, CancellationToken cancel) => gateway.SendAsync<SubjectOpened>(
        order.Mode switch
        {
            "access" => Opening(order, "/access").WithJson(new SubjectAccessRequest(order.Case, order.Kind.Name)),
            "lift" => Opening(order, "/lift").WithJson(new SubjectLiftRequest(order.Case, order.Kind.Name)),
            _ => Opening(order, "/erase").WithJson(new SubjectEraseRequest(order.Case, order.Mode, order.Kind.Name)),
        },
        cancel);

    private static GatewayRequest Opening(SubjectOrder order, string path) => new(HttpMethod.Post, Root + path) { Grant = order.Grant };
}
