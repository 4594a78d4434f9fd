namespace Pmo.Gateway.Tokens;

internal static class TokenSetup
{
    /// <summary>Registers who tells callers apart by their access tokens.</summary>
    public static void AddTokens(this IServiceCollection services)
    {
        services.AddHttpClient(IssuerDocuments.Client, client =>
        {
            // Requests wait for it.
            client.Timeout = TimeSpan.FromSeconds(3);
            client.MaxResponseContentBufferSize = 256 * 1024;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<IssuerDocuments>().AddSingleton<IssuerKeys>().AddSingleton<AccessTokenVerifier>().AddSingleton<CallerAuthenticator>();
    }
}
