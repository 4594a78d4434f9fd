namespace Pmo.Client.Http;

/// <summary>Lets the clock learn from every answer.</summary>
internal sealed class ServerClockHandler(ServerClock clock, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        clock.Learn(response);
        return response;
    }
}
