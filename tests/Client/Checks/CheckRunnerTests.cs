using System.Text;
using Microsoft.AspNetCore.Http;
using Pmo.Client.Checks;
using Pmo.Client.Http;
using Pmo.Client.Tests.Loopback;
using Pmo.Oprf;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Tests.Checks;

public sealed class CheckRunnerTests : IAsyncLifetime
{
    private static readonly CheckOrder Order = new(new Grant("csr-demo", "pre-donation-check"), "digest");
    private LoopbackGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await LoopbackGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Finds_who_is_listed_over_several_parts()
    {
        var persons = SyntheticNiks.Make(8200);
        _gateway.Listed.UnionWith([persons[0], persons[8190], persons[8191], persons[8199]]);
        var outcome = await RunAsync(persons);

        outcome.TryGet(out var answer, out var problem).ShouldBeTrue(problem?.Detail);
        answer!.Results.Select(r => r.I).ShouldBe([0, 8190, 8191, 8199]);
        answer.Receipt.ShouldBe("audit-1");
    }

    [Fact]
    public async Task Sends_no_nik()
    {
        var persons = SyntheticNiks.Make(20);
        await RunAsync(persons);

        foreach (var request in _gateway.Seen)
        {
            var sent = Encoding.Latin1.GetString(request.Body) + request.Path + string.Join('\n', request.Headers.Values);
            NikScanner.Contains(sent).ShouldBeFalse(request.Path);
        }

        _gateway.Seen.Count(r => r.Path == "/v1/pseudonyms/evaluate").ShouldBe(1);
    }

    [Fact]
    public async Task Part_calls_name_session_part_domain_and_key()
    {
        await RunAsync(SyntheticNiks.Make(3));

        var evaluate = _gateway.Seen.Single(r => r.Path == "/v1/pseudonyms/evaluate");
        evaluate.Headers["Pmo-Session"].ShouldBe("c1");
        evaluate.Headers["Pmo-Part"].ShouldBe("0");
        evaluate.Headers["Pmo-Domain"].ShouldBe("nik");
        evaluate.Headers["Pmo-Agreement"].ShouldBe("csr-demo");
        evaluate.Headers["Pmo-Purpose"].ShouldBe("pre-donation-check");
        evaluate.Body.Length.ShouldBe(4 * 32);
        var put = _gateway.Seen.Single(r => r.Method == "PUT");
        put.Path.ShouldBe("/v1/checks/c1/parts/0");
        put.Headers["Pmo-Key"].ShouldBe("nik.e1.1");
        put.Headers["Content-Type"].ShouldBe("application/octet-stream");
        put.Body.Length.ShouldBe(4 * 32);
        _gateway.Seen.Single(r => r.Path.EndsWith("/commit", StringComparison.Ordinal)).Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task Gateway_that_evaluates_with_another_key_gets_no_token()
    {
        _gateway.Key = Scalar.Random();
        var outcome = await RunAsync(SyntheticNiks.Make(3));

        outcome.Problem!.Code.ShouldBe("proof_invalid");
        outcome.Problem.Kind.ShouldBe(FailureKind.NotAllowed);
        _gateway.Seen.ShouldNotContain(r => r.Method == "PUT");
    }

    [Fact]
    public async Task Statement_by_a_key_that_is_not_pinned_is_refused_before_anything_is_opened()
    {
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var stranger = Pmo.Protocol.Keys.KeyStatement.Read(_gateway.Statement(), Pmo.Protocol.Keys.KeyFingerprint.Of(_gateway.StatementKey))!.Sign(other);
        _gateway.Intercept = context => AnswerKeysAsync(context, stranger);
        var outcome = await RunAsync(SyntheticNiks.Make(3));

        outcome.Problem!.Code.ShouldBe("statement_untrusted");
        _gateway.Seen.ShouldNotContain(r => r.Path == "/v1/checks");
        Directory.Exists(_gateway.Home.Resume).ShouldBeFalse();
    }

    [Fact]
    public async Task Statement_for_another_partner_is_refused()
    {
        var others = _gateway.Statement(partner: "csr-sejahtera");
        _gateway.Intercept = context => AnswerKeysAsync(context, others);
        (await RunAsync(SyntheticNiks.Make(3))).Problem!.Code.ShouldBe("statement_untrusted");
    }

    [Fact]
    public async Task Resumes_with_the_same_session_key_and_blinds()
    {
        var persons = SyntheticNiks.Make(8200);
        _gateway.Listed.Add(persons[8195]);
        using var stop = new CancellationTokenSource();
        _gateway.Intercept = async context =>
        {
            if (context.Request.Method == "PUT" && context.Request.Path.Value!.EndsWith("/1", StringComparison.Ordinal))
            {
                await stop.CancelAsync();
                await LoopbackGateway.ProblemAsync(context, 503, "unavailable");
                return true;
            }

            return false;
        };
        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(persons, resume: false, stop.Token));
        _gateway.Intercept = _ => Task.FromResult(false);
        using (var opened = new Opened(_gateway))
        {
            new CheckRunner(opened.Client, _gateway.Home).HasUnfinished(Order).ShouldBeTrue();
        }

        var outcome = await RunAsync(persons, resume: true);

        outcome.TryGet(out var answer, out var problem).ShouldBeTrue(problem?.Detail);
        answer!.Results.Single().I.ShouldBe(8195);
        _gateway.EvaluateMismatches.ShouldBeEmpty();
        _gateway.Seen.Count(r => r.Method == "POST" && r.Path == "/v1/checks").ShouldBe(1);
    }

    [Fact]
    public async Task Lost_answer_to_the_opening_is_asked_for_with_the_same_idempotency_key()
    {
        var lost = 1;
        _gateway.Intercept = async context =>
        {
            if (context.Request.Path == "/v1/checks" && Interlocked.Exchange(ref lost, 0) == 1)
            {
                // The state is there before the call, else a lost answer would be lost quota.
                Directory.GetFiles(_gateway.Home.Resume).Length.ShouldBe(1);
                await LoopbackGateway.ProblemAsync(context, 503, "unavailable");
                return true;
            }

            return false;
        };
        (await RunAsync(SyntheticNiks.Make(3))).Problem.ShouldBeNull();

        var keys = _gateway.Seen.Where(r => r.Path == "/v1/checks").Select(r => r.Headers["Idempotency-Key"]).ToList();
        keys.Count.ShouldBe(2);
        keys.Distinct().Count().ShouldBe(1);
        _gateway.Seen.Select(r => r.Headers.GetValueOrDefault("DPoP")).Where(p => p is not null).ShouldBeUnique();
    }

    [Fact]
    public async Task Used_up_quota_is_told_at_once_and_leaves_nothing_to_resume()
    {
        _gateway.Intercept = async context =>
        {
            if (context.Request.Path == "/v1/checks")
            {
                context.Response.Headers.RetryAfter = "1";
                await LoopbackGateway.ProblemAsync(context, 429, "quota_exhausted");
                return true;
            }

            return false;
        };
        var outcome = await RunAsync(SyntheticNiks.Make(3));

        outcome.Problem!.Kind.ShouldBe(FailureKind.Quota);
        outcome.Problem.Audit.ShouldBe("audit-9");
        _gateway.Seen.Count(r => r.Path == "/v1/checks").ShouldBe(1);
        Directory.GetFiles(_gateway.Home.Resume).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public async Task List_without_persons_or_with_too_many_is_refused_here(int count)
    {
        (await RunAsync(new Nik[count])).Problem!.Code.ShouldBe("list_size");
        _gateway.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Family_cards_are_checked_under_their_own_key_and_kept_apart_from_a_check_of_persons()
    {
        var numbers = SyntheticNiks.Make(5);
        _gateway.ListedCards.Add(Kk.Of(numbers[3]));
        using var opened = new Opened(_gateway);
        var runner = new CheckRunner(opened.Client, _gateway.Home);
        var order = Order with { Kind = IdentityKind.Kk };

        var outcome = await runner.RunAsync(order, numbers, resume: false, progress: null, CancellationToken.None);

        outcome.TryGet(out var answer, out var problem).ShouldBeTrue(problem?.Detail);
        answer!.Results.Single().I.ShouldBe(3);
        _gateway.Seen.Single(r => r.Path == "/v1/pseudonyms/evaluate").Headers["Pmo-Domain"].ShouldBe("kk");
        _gateway.Seen.Single(r => r.Method == "PUT").Headers["Pmo-Key"].ShouldBe("kk.e1.1");
        Encoding.UTF8.GetString(_gateway.Seen.Single(r => r is { Method: "POST", Path: "/v1/checks" }).Body).ShouldContain("\"kind\":\"kk\"");
        (runner.HasUnfinished(order), runner.HasUnfinished(Order)).ShouldBe((true, false));
    }

    private static async Task<bool> AnswerKeysAsync(HttpContext context, string statement)
    {
        if (context.Request.Path != "/v1/pseudonyms/keys")
        {
            return false;
        }

        await LoopbackGateway.Json(new Pmo.Protocol.Api.Statements([statement])).ExecuteAsync(context);
        return true;
    }

    private async Task<Outcome<Pmo.Protocol.Api.CheckAnswer>> RunAsync(Nik[] persons, bool resume = false, CancellationToken cancel = default)
    {
        using var opened = new Opened(_gateway);
        return await new CheckRunner(opened.Client, _gateway.Home).RunAsync(Order, persons, resume, progress: null, cancel);
    }
}
