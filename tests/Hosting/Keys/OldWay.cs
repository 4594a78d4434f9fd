using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Keys;

/// <summary>A key ring as the first versions made it: files of the framework's own in a folder.</summary>
internal static class OldWay
{
    public static byte[] Seal(string folder, string? certificate, byte[] content)
    {
        var services = new ServiceCollection();
        var ring = services.AddDataProtection().SetApplicationName("pmo-test").PersistKeysToFileSystem(Directory.CreateDirectory(folder));
        if (certificate is not null)
        {
            ring.ProtectKeysWithCertificate(X509CertificateLoader.LoadPkcs12FromFile(certificate, TestCertificate.Password));
        }

        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect(content);
    }
}
