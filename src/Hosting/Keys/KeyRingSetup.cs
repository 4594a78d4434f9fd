using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Pmo.Hosting.Startup;

namespace Pmo.Hosting.Keys;

internal static class KeyRingSetup
{
    /// <summary>
    /// The service's own Data Protection key ring in <c>DATA/keys</c>, under the certificate <c>DataProtection:CertificateFile</c> (PFX, password in
    /// <c>DataProtection:CertificatePassword</c>). Outside development there is no ring without a certificate.
    /// </summary>
    public static void AddPmoKeyRing(this WebApplicationBuilder builder, string service, ServicePaths paths)
    {
        var folder = Path.Combine(paths.Data, "keys");
        PrivateFile.CreateDirectory(folder);
        var ring = builder.Services.AddDataProtection().SetApplicationName($"pmo-{service}").PersistKeysToFileSystem(new DirectoryInfo(folder));
        if (builder.Configuration["DataProtection:CertificateFile"] is { Length: > 0 } file)
        {
            ring.ProtectKeysWithCertificate(Load(file, builder.Configuration["DataProtection:CertificatePassword"]));
        }
        else if (!builder.Environment.IsDevelopment())
        {
            throw new StartupException(
                "key_ring_unprotected",
                "Di luar Development diperlukan sertifikat yang melindungi kunci: isi DataProtection:CertificateFile.",
                "Outside Development a certificate must protect the keys: set DataProtection:CertificateFile.");
        }
    }

    private static X509Certificate2 Load(string file, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file, password);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new StartupException(
                "certificate_unreadable",
                $"Sertifikat {file} tidak dapat dibaca (PFX). Periksa berkas dan kata sandinya.",
                $"The certificate {file} (PFX) cannot be read. Check the file and its password.",
                e);
        }
    }
}
