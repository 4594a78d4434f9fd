using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Logging.Abstractions;

namespace Pmo.Hosting.Keys;

/// <summary>Encrypts a ring element anew under another certificate, in the framework's own form.</summary>
internal static class RingCipher
{
    // The framework's form of stored keys: an element that is encrypted stands in <encryptedSecret>, a plain one that should be is marked.
    private static readonly XNamespace Form = "http://schemas.asp.net/2015/03/dataProtection";
    private static readonly XName Encrypted = Form + "encryptedSecret";
    private static readonly XName Marked = Form + "requiresEncryption";

    /// <summary>Whether all of its secrets are encrypted, and under this certificate.</summary>
    public static bool IsUnder(XElement key, X509Certificate2 certificate) =>
        !key.DescendantsAndSelf().Any(e => e.Attribute(Marked) is not null)
        && key.Descendants(Encrypted).All(e => e.Descendants().Any(d => d.Name.LocalName == "X509Certificate" && IsSame(d.Value, certificate)));

    /// <summary>The same key under <paramref name="certificate"/>.</summary>
    /// <param name="key">As stored; it is not changed.</param>
    /// <param name="certificate">Encrypts from now on.</param>
    /// <param name="services">Know the certificates that decrypt.</param>
    public static XElement Rewrap(XElement key, X509Certificate2 certificate, IServiceProvider services)
    {
        var copy = new XElement(key);
        var encryptor = new CertificateXmlEncryptor(certificate, NullLoggerFactory.Instance);
        foreach (var secret in copy.Descendants(Encrypted).ToList())
        {
            secret.ReplaceWith(Wrap(new EncryptedXmlDecryptor(services).Decrypt(secret.Elements().Single())));
        }

        foreach (var secret in copy.Descendants().Where(e => e.Attribute(Marked) is not null).ToList())
        {
            secret.ReplaceWith(Wrap(secret));
        }

        return copy;

        XElement Wrap(XElement plain)
        {
            var info = encryptor.Encrypt(plain);
            return new XElement(Encrypted, new XAttribute("decryptorType", info.DecryptorType.AssemblyQualifiedName!), info.EncryptedElement);
        }
    }

    private static bool IsSame(string base64, X509Certificate2 certificate) => Convert.FromBase64String(base64).AsSpan().SequenceEqual(certificate.RawDataMemory.Span);
}
