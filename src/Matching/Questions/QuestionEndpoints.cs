using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Matching.Comparing;
using Pmo.Matching.Coverage;
using Pmo.Matching.Duplicates;
using Pmo.Matching.Overlaps;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Questions;

internal static class QuestionEndpoints
{
    // Pmo-Outcome has room for nine digits.
    private const long MostOutcome = 999_999_999;
    private static readonly string[] Includable = ["BENCANA", "MBG"];

    public static void MapQuestions(this RouteGroupBuilder v1)
    {
        v1.MapGet("/overlaps", OverlapsAsync).Produces<OverlapsAnswer>()
            .WithDescription("Query: datasets=a,b,… (default: all of the agreement), include=BENCANA,MBG.");
        v1.MapGet("/coverage", CoverageAsync).Produces<CoverageAnswer>()
            .WithDescription(
                "Query: register, measure=people|rupiah, by=region,programme,year,needs,desil (at most 3), "
                + "level=province|kabupaten|kecamatan|village, before=YYYY-MM-DD, include=BENCANA,MBG. With refs=none, register, cursor and limit only: "
                + "a DuplicatesPage of the own register's persons to whom nobody delivers, by their refs, under a permit for duplicates and charged as those are.");
        v1.MapGet("/registers/compare", CompareAsync).Produces<CompareAnswer>()
            .WithDescription("Query: a, b, by=region,desil, level=province|kabupaten|kecamatan|village.");
    }

    private static async Task<IResult> OverlapsAsync(AcceptedRequest accepted, HttpContext context, QuestionRun run, CancellationToken cancellation)
    {
        // Which datasets: the decision says.
        var query = new QueryReader(context.Request);
        query.Only("datasets", "include");
        var include = query.SomeOf("include", Includable.Length, Includable);
        return query.Failure is { } failure
            ? new ProblemResult(failure)
            : Tell(context, await run.AnswerAsync(
                new Question("overlaps", $"include={string.Join(',', include)}"),
                accepted.Decision,
                (scope, _, noise) => OverlapQuestion.Answer(scope, include, noise, cancellation),
                cancellation));
    }

    private static async Task<IResult> CoverageAsync(
        AcceptedRequest accepted, HttpContext context, QuestionRun run, DuplicateFinder finder, CancellationToken cancellation)
    {
        if (context.Request.Query.ContainsKey("refs"))
        {
            return await DuplicateEndpoints.FindUnreachedAsync(accepted, context, finder, cancellation);
        }

        var query = new QueryReader(context.Request);
        query.Only("register", "measure", "by", "before", "level", "include");
        var order = new CoverageOrder(
            query.Required("register"),
            query.OneOf("measure", CoverageOrder.People, CoverageOrder.People, CoverageOrder.Rupiah) == CoverageOrder.Rupiah,
            query.SomeOf("by", QueryReader.MostDimensions, CoverageOrder.Dimensions),
            query.Level(),
            query.SomeOf("include", Includable.Length, Includable),
            query.Day("before"));
        return query.Failure is { } failure
            ? new ProblemResult(failure)
            : Tell(context, await run.AnswerAsync(
                new Question("coverage", order.Canonical, order.Before),
                accepted.Decision,
                (scope, earlier, noise) => CoverageQuestion.Answer(scope, order, earlier, noise, cancellation),
                cancellation));
    }

    private static async Task<IResult> CompareAsync(AcceptedRequest accepted, HttpContext context, QuestionRun run, CancellationToken cancellation)
    {
        var query = new QueryReader(context.Request);
        query.Only("a", "b", "by", "level");
        var order = new CompareOrder(query.Required("a"), query.Required("b"), query.SomeOf("by", 2, "region", "desil"), query.Level());
        return query.Failure is { } failure
            ? new ProblemResult(failure)
            : Tell(context, await run.AnswerAsync(
                new Question("compare", order.Canonical),
                accepted.Decision,
                (scope, _, noise) => CompareQuestion.Answer(scope, order, noise, cancellation),
                cancellation));
    }

    private static IResult Tell<T>(HttpContext context, Result<Answered<T>> result)
    {
        if (result.Value is { } answered)
        {
            context.SetOutcome((int)Math.Min(MostOutcome, answered.Rows), (int)Math.Min(MostOutcome, answered.Matched));
        }

        return result.ToHttp(a => TypedResults.Ok(a.Answer));
    }
}
