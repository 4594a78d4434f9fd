using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pmo.Client.Http;
using Pmo.Client.Messages;
using Pmo.Client.Profiles;
using Pmo.Protocol.Wire;

namespace Pmo.Client.Tokens;

/// <summary>
/// Gets access tokens by <c>client_credentials</c> with <c>private_key_jwt</c> and DPoP, and keeps one until shortly before its end.
/// <paramref name="clock"/> dates what is signed, <paramref name="time"/> what is kept. Thread-safe. Transport errors are exceptions of <see cref="HttpClient"/>: its caller retries.
/// </summary>
internal sealed class TokenSource(
    HttpClient http, Profile profile, ProofKey proofs, ServerClock clock, TimeProvider time, Language language) : IDisposable
{
    // A nonce, and a clock that was set since the last answer: each once.
    private const int MostTries = 3;
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);
    private readonly ClientAssertion _assertion = new(profile, clock);
    private readonly SemaphoreSlim _one = new(1, 1);
    private Discovery? _discovery;
    private AccessToken? _token;
    private string? _nonce;

    public async Task<Outcome<AccessToken>> GetAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (_token is { } kept && time.GetUtcNow() < kept.RenewAt)
            {
                return kept;
            }

            var outcome = await RequestAsync(cancel);
            _token = outcome.TryGet(out var token, out _) ? token : null;
            return outcome;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Drops a token that the gateway refused.</summary>
    public void Forget(AccessToken refused) => Interlocked.CompareExchange(ref _token, null, refused);

    public void Dispose() => _one.Dispose();

    private async Task<Outcome<AccessToken>> RequestAsync(CancellationToken cancel)
    {
        if (_discovery is null)
        {
            var discovered = await Discovery.FetchAsync(http, profile.Gateway, time, language, cancel);
            if (!discovered.TryGet(out _discovery, out var problem))
            {
                return problem;
            }
        }

        for (var tries = 1; ; tries++)
        {
            var correction = clock.Correction;
            using var request = Compose(_discovery);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            var nonce = DpopNonce.Of(response);
            _nonce = nonce ?? _nonce;
            if (response.IsSuccessStatusCode)
            {
                return await ReadAsync(response, cancel);
            }

            var refusal = await OAuthError.ReadAsync(response, time, language, cancel);
            var isWorthTrying = (nonce is not null && refusal.Code == DpopNonce.Wanted) || (clock.Correction - correction).Duration() > ServerClock.Tolerance;
            if (tries == MostTries || !isWorthTrying)
            {
                return refusal.Status is 400 or 401 ? clock.Explain(response, language) ?? refusal : refusal;
            }
        }
    }

    private HttpRequestMessage Compose(Discovery discovery)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, discovery.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = profile.ClientId,
                ["client_assertion_type"] = ClientAssertion.Type,
                ["client_assertion"] = _assertion.Make(discovery.Issuer),
            }),
        };
        request.Headers.TryAddWithoutValidation(PmoHeaders.Dpop, proofs.Prove(HttpMethod.Post, discovery.TokenEndpoint, token: null, _nonce));
        return request;
    }

    private async Task<Outcome<AccessToken>> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            await using var body = new LimitedStream(await response.Content.ReadAsStreamAsync(cancel), 64 << 10);
            var answer = await JsonSerializer.DeserializeAsync<Answer>(body, cancellationToken: cancel);

            // RFC 9449 section 5: a server that answers Bearer did not bind the token.
            return answer is { Value.Length: > 0, ExpiresIn: > 0 } && string.Equals(answer.Type, "DPoP", StringComparison.OrdinalIgnoreCase)
                ? new AccessToken(answer.Value, time.GetUtcNow() + TimeSpan.FromSeconds(answer.ExpiresIn) - Margin)
                : ClientProblems.Malformed("token").ToProblem(language);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return ClientProblems.Malformed("token").ToProblem(language);
        }
    }

    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string? Value,
        [property: JsonPropertyName("token_type")] string? Type,
        [property: JsonPropertyName("expires_in")] int ExpiresIn)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{nameof(Answer)}({ExpiresIn})");
    }
}
