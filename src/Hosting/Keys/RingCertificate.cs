using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pmo.Hosting.Startup;

namespace Pmo.Hosting.Keys;

/// <summary>Reads a certificate that protects a key ring, and says what makes one unfit.</summary>
internal static class RingCertificate
{
    // NIST SP 800-57 part 1, table 2: 112 bits of strength.
    private const int SmallestRsaBits = 2048;

    /// <summary>One that encrypts: RSA of at least 2048 bits, with its private key, valid now.</summary>
    /// <exception cref="StartupException"><c>certificate_unreadable</c>, <c>certificate_unusable</c>.</exception>
    public static X509Certificate2 Load(string file, string? password, DateTimeOffset now)
    {
        var certificate = LoadOld(file, password);
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa!.KeySize < SmallestRsaBits)
        {
            throw Unusable(file, $"kunci RSA-nya {rsa.KeySize} bit, kurang dari {SmallestRsaBits}", $"its RSA key has {rsa.KeySize} bits, fewer than {SmallestRsaBits}");
        }

        if (certificate.NotAfter.ToUniversalTime() <= now.UtcDateTime)
        {
            throw Unusable(file, $"sudah berakhir {certificate.NotAfter:yyyy-MM-dd}", $"it ended on {certificate.NotAfter:yyyy-MM-dd}");
        }

        return certificate.NotBefore.ToUniversalTime() > now.UtcDateTime
            ? throw Unusable(file, $"baru berlaku {certificate.NotBefore:yyyy-MM-dd}", $"it begins on {certificate.NotBefore:yyyy-MM-dd}")
            : certificate;
    }

    /// <summary>One that only decrypts what is there: RSA with its private key, whatever its age and size.</summary>
    /// <exception cref="StartupException"><c>certificate_unreadable</c>, <c>certificate_unusable</c>.</exception>
    public static X509Certificate2 LoadOld(string file, string? password)
    {
        X509Certificate2 certificate;
        try
        {
            certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StartupException(
                "certificate_unreadable",
                $"Sertifikat {file} tidak dapat dibaca (PFX). Periksa berkas dan kata sandinya.",
                $"The certificate {file} (PFX) cannot be read. Check the file and its password.",
                e);
        }

        using var rsa = certificate.GetRSAPrivateKey();
        return rsa is null
            ? throw Unusable(file, "tanpa kunci privat RSA", "it has no RSA private key")
            : certificate;
    }

    private static StartupException Unusable(string file, string indonesian, string english) => new(
        "certificate_unusable",
        $"Sertifikat {file} tidak dapat melindungi kunci: {indonesian}. Buat yang baru (RSA 3072, PFX dengan kunci privat) dan sebut yang lama di DataProtection:OldCertificateFiles:0.",
        $"The certificate {file} cannot protect the keys: {english}. Make a new one (RSA 3072, PFX with its private key) and name the old one in DataProtection:OldCertificateFiles:0.");
}
