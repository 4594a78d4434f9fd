using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Startup;
using Pmo.Testing;
using Pmo.Testing.Storage;

namespace Pmo.Hosting.Tests.Keys;

/// <summary>A service that only has a key ring. Several on one folder are replicas.</summary>
internal sealed class RingHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RingHost(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public IDataProtector Protector => _app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    public static string Database(TempDirectory folder) => folder.File("data/test.db");

    /// <summary>Builds it; nothing listens.</summary>
    public static RingHost Create(TempDirectory folder, string environment = "Development", string? certificate = null, params string[] old)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Service:DataDirectory"] = folder.File("data"),
            ["Service:LogDirectory"] = folder.File("logs"),
            ["Storage:ConnectionString"] = TestStorage.ConnectionString(Database(folder)),
            ["DataProtection:CertificateFile"] = certificate,
            ["DataProtection:CertificatePassword"] = TestCertificate.Password,
        };
        for (var i = 0; i < old.Length; i++)
        {
            settings[$"DataProtection:OldCertificateFiles:{i}"] = old[i];
        }

        var builder = ServiceHost.CreateBuilder(
            "test", [$"--environment={environment}", "--urls=http://127.0.0.1:0"], configuration => configuration.AddInMemoryCollection(settings));
        return new RingHost(builder.Build());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        TestStorage.Release();
    }
}
