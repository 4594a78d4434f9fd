using System.Net.Http.Headers;
using System.Text.Json;
using Pmo.Client.Http;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;

namespace Pmo.Client.Enrolment;

/// <summary>A call that needs no token: what it carries is signed itself. Repeats what may succeed in a while.</summary>
internal static class ConnectCall
{
    private const long MostAnswer = 64 << 10;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <param name="gateway">The gateway's origin.</param>
    /// <param name="path">Below it.</param>
    /// <param name="body">Made anew for each attempt, since what it says of the time ages.</param>
    /// <param name="language">Of messages.</param>
    /// <param name="time">Of waits.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<Outcome<EnrolmentAnswer>> PostAsync<T>(
        Uri gateway, string path, Func<T> body, Language language, TimeProvider time, CancellationToken cancel)
    {
        using var http = GatewayTransport.Make(gateway);
        return await Retries.RunAsync(token => AttemptAsync(http, new Uri(gateway, path), body(), language, time, token), time, cancel);
    }

    private static async Task<Outcome<EnrolmentAnswer>> AttemptAsync<T>(
        HttpClient http, Uri address, T body, Language language, TimeProvider time, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address);
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Options));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language == Language.En ? "en" : "id"));
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (!response.IsSuccessStatusCode)
            {
                return await ProblemReader.ReadAsync(response, time, language, either.Token);
            }

            await using var answer = new LimitedStream(await response.Content.ReadAsStreamAsync(either.Token), MostAnswer);
            return await JsonSerializer.DeserializeAsync<EnrolmentAnswer>(answer, ClientJson.Options, either.Token) is { } value
                ? value
                : ClientProblems.Malformed("enroll").ToProblem(language);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return ClientProblems.Tls(address.Host).ToProblem(language);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return ClientProblems.Malformed("enroll").ToProblem(language);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return ClientProblems.NoAnswer(address.Authority).ToProblem(language);
        }
    }
}
