using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pmo.Testing;

/// <summary>Makes PFX files as an operator has them, and as an operator should not.</summary>
public static class TestCertificate
{
    /// <summary>The password of all of them.</summary>
    public const string Password = "kata-sandi-uji";

    /// <summary>Writes a self-signed RSA certificate that began ten days ago.</summary>
    /// <returns>The file's path.</returns>
    public static string Write(TempDirectory folder, string name, int bits = 2048, int endsInDays = 300, int beganDaysAgo = 10, bool withKey = true)
    {
        using var key = RSA.Create(bits);
        return Save(folder, name, new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), endsInDays, beganDaysAgo, withKey);
    }

    /// <summary>Writes one that has no RSA key.</summary>
    /// <returns>The file's path.</returns>
    public static string WriteEc(TempDirectory folder, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Save(folder, name, new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256), endsInDays: 300, beganDaysAgo: 10, withKey: true);
    }

    private static string Save(TempDirectory folder, string name, CertificateRequest request, int endsInDays, int beganDaysAgo, bool withKey)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-beganDaysAgo), now.AddDays(endsInDays));
        using var bare = X509CertificateLoader.LoadCertificate(made.RawData);
        var file = folder.File(name + ".pfx");
        File.WriteAllBytes(file, (withKey ? made : bare).Export(X509ContentType.Pfx, Password));
        return file;
    }
}
