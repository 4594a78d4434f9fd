using Pmo.Pseudonyms.Keys.Storage;

namespace Pmo.Pseudonyms.Keys;

internal static class KeySetup
{
    public static void AddPseudonymKeys(this IServiceCollection services) => services
        .AddSingleton<KeyTable>()
        .AddSingleton<KeyLoader>()
        .AddSingleton<PairingExport>()
        .AddSingleton<StatementCache>()

        // Once, at the start (LoadKeys); factories are synchronous.
        .AddSingleton(s => s.GetRequiredService<KeyLoader>().LoadAsync().GetAwaiter().GetResult());

    /// <summary>Before the first request, so that a lost key ring stops the start and is not met by a partner.</summary>
    public static void LoadKeys(this WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<PairingExport>().RunAsync().GetAwaiter().GetResult();
        }
        catch
        {
            ((IDisposable)app).Dispose();
            throw;
        }
    }
}
