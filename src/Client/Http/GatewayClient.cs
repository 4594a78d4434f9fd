using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Pmo.Client.Messages;
using Pmo.Client.Profiles;
using Pmo.Client.Tokens;
using Pmo.Protocol.Wire;

namespace Pmo.Client.Http;

/// <summary>
/// Calls a gateway as the profile's organisation: sender-constrained tokens, digests, retries, bounded answers, no redirects.
/// Thread-safe. Expected failures are values (<see cref="Outcome{T}"/>); a cancelled call throws <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class GatewayClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly ServerClock _clock;
    private readonly ProofKey _proofs;
    private readonly TokenSource _tokens;
    private string? _nonce;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="profile">Who calls, and whom; not disposed of.</param>
    /// <param name="language">Of messages, the gateway's too.</param>
    /// <param name="time">The clock of proofs and retries.</param>
    public GatewayClient(Profile profile, Language language, TimeProvider time)
    {
        Profile = profile;
        Language = language;
        Time = time;
        _clock = new ServerClock(time);
        _http = GatewayTransport.Make(profile.Gateway, _clock);
        _proofs = new ProofKey(_clock);
        _tokens = new TokenSource(_http, profile, _proofs, _clock, time, language);
    }

    /// <summary>The organisation in whose name calls are made.</summary>
    public string Organisation => Profile.Org;

    /// <summary>
    /// How far this machine's clock is ahead of the gateway's, when it is so far off that somebody should set it; else null. Up to a day is allowed for.
    /// </summary>
    public TimeSpan? ClockAhead => _clock.IsOff ? _clock.Ahead : null;

    /// <summary>The same for people, with what to do; null while the clock is right enough.</summary>
    public Message? ClockWarning => _clock.Warning;

    internal Profile Profile { get; }

    internal ServerClock Clock => _clock;

    internal Language Language { get; }

    internal TimeProvider Time { get; }

    internal TokenSource Tokens => _tokens;

    internal HttpClient Transport => _http;

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _tokens.Dispose();
        _proofs.Dispose();
    }

    /// <summary>Sends, and reads a JSON answer.</summary>
    internal Task<Outcome<T>> SendAsync<T>(GatewayRequest request, CancellationToken cancel) where T : class =>
        SendAsync<T>(
            request,
            async (response, token) =>
            {
                await using var body = new LimitedStream(await response.Content.ReadAsStreamAsync(token), request.MostAnswer);
                return await JsonSerializer.DeserializeAsync<T>(body, ClientJson.Options, token) is { } value
                    ? value
                    : ClientProblems.Malformed(typeof(T).Name).ToProblem(Language);
            },
            cancel);

    /// <summary>Sends, and reads the answer by <paramref name="read"/>, which is part of an attempt: a broken answer is asked for again.</summary>
    internal Task<Outcome<T>> SendAsync<T>(
        GatewayRequest request, Func<HttpResponseMessage, CancellationToken, Task<Outcome<T>>> read, CancellationToken cancel) where T : notnull =>
        Retries.RunAsync(token => GuardedAsync(request, read, token), Time, cancel);

    /// <summary>One attempt in which what the network does is a value.</summary>
    internal async Task<Outcome<T>> GuardedAsync<T>(
        GatewayRequest request, Func<HttpResponseMessage, CancellationToken, Task<Outcome<T>>> read, CancellationToken cancel) where T : notnull
    {
        using var timeout = new CancellationTokenSource(request.Timeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            return await AttemptAsync(request, read, either.Token);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return ClientProblems.Tls(Profile.Gateway.Host).ToProblem(Language);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return ClientProblems.Malformed(request.Path.Split('/', '?')[2]).ToProblem(Language);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return ClientProblems.NoAnswer(Profile.Gateway.Authority).ToProblem(Language);
        }
    }

    private async Task<Outcome<T>> AttemptAsync<T>(
        GatewayRequest request, Func<HttpResponseMessage, CancellationToken, Task<Outcome<T>>> read, CancellationToken cancel) where T : notnull
    {
        for (bool hadNonce = false, hadToken = false; ;)
        {
            if (!(await _tokens.GetAsync(cancel)).TryGet(out var token, out var noToken))
            {
                return noToken;
            }

            using var message = Compose(request, token);
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel);
            _nonce = DpopNonce.Of(response) ?? _nonce;
            if (response.IsSuccessStatusCode)
            {
                return await read(response, cancel);
            }

            if (response.StatusCode != HttpStatusCode.Unauthorized)
            {
                return await ProblemReader.ReadAsync(response, Time, Language, cancel);
            }

            if (!hadNonce && DpopNonce.IsWantedBy(response))
            {
                hadNonce = true;
            }
            else if (!hadToken)
            {
                hadToken = true;
                _tokens.Forget(token); // signing keys rotate and gateways restart: a new token settles whether it was the token
            }
            else
            {
                return _clock.Explain(response, Language) ?? await ProblemReader.ReadAsync(response, Time, Language, cancel);
            }
        }
    }

    private HttpRequestMessage Compose(GatewayRequest request, AccessToken token)
    {
        var address = new Uri(Profile.Gateway, request.Path);
        var message = new HttpRequestMessage(request.Method, address);
        var headers = message.Headers;
        headers.TryAddWithoutValidation("Authorization", "DPoP " + token.Value);
        headers.TryAddWithoutValidation(PmoHeaders.Dpop, _proofs.Prove(request.Method, address, token, _nonce));
        headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(Language == Language.En ? "en" : "id"));
        if (request.Grant is { } grant)
        {
            headers.Add(PmoHeaders.Agreement, grant.Agreement);
            headers.Add(PmoHeaders.Purpose, grant.Purpose);
        }

        if (request.IdempotencyKey is { } key)
        {
            headers.Add(PmoHeaders.IdempotencyKey, key);
        }

        foreach (var (name, value) in request.Headers)
        {
            headers.Add(name, value);
        }

        if (!request.Body.IsEmpty)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(request.ContentType!);
            headers.Add(PmoHeaders.ContentDigest, ContentDigest.Of(request.Body.Span).ToString());
        }
        else if (request.Method != HttpMethod.Get)
        {
            message.Content = new ByteArrayContent([]); // says Content-Length: 0
        }

        return message;
    }
}
