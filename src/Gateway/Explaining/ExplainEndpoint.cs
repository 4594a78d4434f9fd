using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Pmo.Agreements;
using Pmo.Gateway.Access;
using Pmo.Gateway.Forwarding;
using Pmo.Gateway.Quotas;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Api;
using Pmo.Protocol.Time;

namespace Pmo.Gateway.Explaining;

/// <summary><c>POST /v1/agreements/explain</c>: would this be allowed to the caller, and why. Nobody asks in another's name.</summary>
internal static class ExplainEndpoint
{
    private const int MostDatasets = 1000;

    public static async Task<IResult> PostAsync(HttpContext context, QuotaMeter meter, OutcomeWriter outcomes)
    {
        var ticket = context.Features.GetRequiredFeature<ForwardTicket>();
        if (Read(ticket.Call, out var failure) is not { } request)
        {
            await outcomes.WriteAsync(ticket, failure!.Code.Status, header: null);
            return new ProblemResult(failure);
        }

        var english = RequestLanguage.Of(context.Request) == "en";
        var answers = new List<ExplainedAgreement>();
        foreach (var answer in ticket.Call.Policies.Explain(Question(request, ticket.Call)))
        {
            answers.Add(await DescribeAsync(answer, request, meter, ticket.Call, english));
        }

        await outcomes.WriteAsync(ticket, StatusCodes.Status200OK, header: null);
        return Results.Json(new Explanation(answers.Exists(a => a.Allowed), answers.OrderByDescending(a => a.Allowed).ToList()), ApiJson.Options);
    }

    private static ExplainRequest? Read(CallContext call, out Failure? failure)
    {
        try
        {
            var request = JsonSerializer.Deserialize<ExplainRequest>(call.Body, ApiJson.Options) ?? throw new JsonException();
            failure = !Vocabulary.TryParse(request.Operation, out Operation _)
                ? CommonErrors.FieldValue.With("operation", string.Join(" | ", Enum.GetValues<Operation>().Select(o => o.ToWire())))
                : request.Datasets is { Count: > MostDatasets } ? CommonErrors.FieldValue.With("datasets", $"<= {MostDatasets}") : null;
            return failure is null ? request : null;
        }
        catch (JsonException)
        {
            failure = CommonErrors.Malformed;
            return null;
        }
    }

    private static PolicyQuestion Question(ExplainRequest request, CallContext call)
    {
        _ = Vocabulary.TryParse(request.Operation, out Operation operation);
        return new PolicyQuestion
        {
            Party = call.Partner,
            Operation = operation,
            Agreement = request.Agreement,
            Purpose = request.Purpose,
            Kind = request.Kind,
            Datasets = request.Datasets,
            Region = request.Region,
            Persons = request.Rows,
            At = request.At is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, Wib.Offset) : call.At,
        };
    }

    private static async Task<ExplainedAgreement> DescribeAsync(
        PolicyAnswer answer, ExplainRequest request, QuotaMeter meter, CallContext call, bool english)
    {
        var decision = answer.Decision;
        var readings = new List<MeterReading>();
        foreach (var rule in decision.Quotas)
        {
            readings.Add(await meter.ReadAsync(rule, call.At, call.Http.RequestAborted));
        }

        // What is left says something of today only.
        var spent = request.At is null && readings.Exists(reading => reading.Left < (request.Rows ?? 1));
        var reason = decision.Allowed && spent ? ReasonCode.QuotaExhausted : decision.Reason;
        var text = ReasonTexts.Of(reason);
        var detail = decision.Detail is { } more ? $" ({(english ? more.En : more.Id)})" : "";
        return new ExplainedAgreement(
            reason == ReasonCode.Permit,
            reason.ToWire(),
            (english ? text.En : text.Id) + detail,
            AgreementId.TryParse(answer.Agreement, out _, out _) ? answer.Agreement : null,
            Vocabulary.TryParse(answer.Purpose, out Purpose _) ? answer.Purpose : null,
            decision.Rule?.ToString(),
            decision.Allowed ? Terms(decision, readings) : null);
    }

    private static ExplainedTerms Terms(AccessDecision decision, List<MeterReading> readings)
    {
        var shown = decision.Obligations;
        return new ExplainedTerms(
            decision.Datasets.Select(d => d.Id.Value).ToList(),
            shown.Disclose.Select(d => d.ToWire()).ToList(),
            shown.Regions.Only.Select(r => r.Value).ToList(),
            shown.Regions.Withheld.Select(r => r.Value).ToList(),
            readings.Select(r => new CatalogQuota(r.Rule.Limit, r.Left, r.Rule.Period.ToWire(), r.ResetsAt)).ToList(),
            shown.Threshold,
            shown.Noise?.Epsilon,
            decision.List is { } list ? new CatalogListLimits(list.Min, list.Max) : null);
    }
}
