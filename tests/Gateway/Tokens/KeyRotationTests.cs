using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Pmo.Gateway.Tests.Tokens;

/// <summary>Tokens of either Identity, at either Gateway, while one signing key follows the other.</summary>
public sealed class KeyRotationTests(RotatingStack stack) : IClassFixture<RotatingStack>
{
    private const int Workers = 3;
    private const int RoundsPerToken = 3;
    private static readonly ApiRequest Catalog = ApiRequest.Get("/v1/catalog");
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(45);

    // Three changes of keys that sign for 30 minutes each.
    private static readonly int Rounds = (int)(TimeSpan.FromMinutes(100) / Step);

    [Fact]
    public async Task No_call_fails_while_keys_rotate_under_load()
    {
        var workers = Enumerable.Range(0, Workers).Select(_ => stack.NewPartner()).ToList();
        var tokens = new string[Workers];
        var signed = new ConcurrentDictionary<(int Identity, string Kid), int>();
        var failures = new ConcurrentQueue<string>();
        for (var round = 0; round < Rounds; round++)
        {
            var now = round;
            var calls = workers.Select((worker, i) => Task.Run(() => CallAsync(worker, i, now))).ToList();

            // While they are under way, so that some see the one time and some the other.
            stack.Clock.Advance(Step);
            await Task.WhenAll(calls);
        }

        failures.ShouldBeEmpty();
        signed.Keys.Select(k => k.Kid).Distinct().Count().ShouldBeGreaterThanOrEqualTo(4, "keys did rotate");
        signed.Keys.CountBy(k => k.Kid).Count(k => k.Value == 2).ShouldBeGreaterThanOrEqualTo(3, "both signed with the same keys");

        async Task CallAsync(ApiCaller worker, int i, int round)
        {
            // Workers change their tokens in different rounds, and the Identity each time.
            if ((round + i) % RoundsPerToken == 0 || tokens[i] is null)
            {
                var identity = (((round + i) / RoundsPerToken) + i) % 2;
                using var answer = await worker.AskTokenAsync(at: stack.Identities[identity]);
                if (!answer.IsSuccessStatusCode)
                {
                    failures.Enqueue($"token: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                    return;
                }

                tokens[i] = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
                signed.AddOrUpdate((identity, new JsonWebToken(tokens[i]).Kid), 1, (_, n) => n + 1);
            }

            foreach (var gateway in stack.Gateways)
            {
                var answer = await worker.SendAsync(Catalog with { Token = tokens[i] }, gateway);
                if (answer.Status != 200)
                {
                    failures.Enqueue($"call: {answer.Status} {answer.Code}");
                }
            }
        }
    }
}
