using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Pmo.Hosting.Startup;

namespace Pmo.Hosting.Keys;

/// <summary>
/// What encrypts the ring at rest: <c>DataProtection:CertificateFile</c> (PFX, password in <c>DataProtection:CertificatePassword</c>). Those that it
/// replaced only decrypt: <c>DataProtection:OldCertificateFiles:0</c> …, each with <c>DataProtection:OldCertificatePasswords:0</c> …, or else the same
/// password. Thread-safe.
/// </summary>
public sealed class KeyRingProtection
{
    private readonly X509Certificate2[] _old;

    private KeyRingProtection(X509Certificate2? certificate, X509Certificate2[] old)
    {
        Certificate = certificate;
        _old = old;
    }

    /// <summary>False in Development only: the ring is not encrypted.</summary>
    public bool IsEncrypted => Certificate is not null;

    /// <summary>Null in Development only.</summary>
    internal X509Certificate2? Certificate { get; }

    /// <summary>SHA-256 of the certificate, lower-case hex; null without one.</summary>
    public string? Thumbprint => Certificate?.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();

    /// <summary>When the certificate ends.</summary>
    public DateTimeOffset? Ends => Certificate is null ? null : new DateTimeOffset(Certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);

    /// <exception cref="StartupException"><c>key_ring_unprotected</c>, <c>certificate_unreadable</c>, <c>certificate_unusable</c>.</exception>
    internal static KeyRingProtection Read(IConfiguration configuration, bool isDevelopment, TimeProvider time)
    {
        var password = configuration["DataProtection:CertificatePassword"];
        if (configuration["DataProtection:CertificateFile"] is not { Length: > 0 } file)
        {
            return isDevelopment ? new KeyRingProtection(null, ReadOld(configuration, password)) : throw new StartupException(
                "key_ring_unprotected",
                "Di luar Development diperlukan sertifikat yang melindungi kunci: isi DataProtection:CertificateFile.",
                "Outside Development a certificate must protect the keys: set DataProtection:CertificateFile.");
        }

        return new KeyRingProtection(RingCertificate.Load(file, password, time.GetUtcNow()), ReadOld(configuration, password));
    }

    /// <summary>Registers Data Protection over <paramref name="ring"/> under this protection. It makes no keys by itself.</summary>
    internal void AddTo(IServiceCollection services, string service, IXmlRepository ring)
    {
        var builder = services.AddDataProtection().SetApplicationName($"pmo-{service}").DisableAutomaticKeyGeneration();
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = ring);
        if (Certificate is not null)
        {
            builder.ProtectKeysWithCertificate(Certificate);
        }

        if (_old.Length > 0)
        {
            builder.UnprotectKeysWithAnyCertificate(Certificate is null ? _old : [Certificate, .. _old]);
        }
    }

    private static X509Certificate2[] ReadOld(IConfiguration configuration, string? password) => configuration
        .GetSection("DataProtection:OldCertificateFiles").GetChildren()
        .Where(entry => !string.IsNullOrEmpty(entry.Value))
        .Select(entry => RingCertificate.LoadOld(entry.Value!, configuration[$"DataProtection:OldCertificatePasswords:{entry.Key}"] ?? password))
        .ToArray();
}
