using System.Security.Cryptography;

namespace Pmo.Hosting.Jose;

/// <summary>
/// A public key that has been imported, and stays so: the import checks the point or modulus and takes several times as long as a verification. The platform
/// does not promise that two threads may verify with one instance, so each takes one for itself. Thread-safe.
/// </summary>
internal sealed class ImportedKey
{
    private readonly AsymmetricAlgorithm?[] _idle = new AsymmetricAlgorithm?[Environment.ProcessorCount];
    private readonly Func<AsymmetricAlgorithm> _import;
    private volatile bool _isRetired;

    /// <summary>Imports the key.</summary>
    /// <param name="import">Makes an <see cref="ECDsa"/> or an <see cref="RSA"/>; called again when more threads verify than before.</param>
    /// <exception cref="CryptographicException">It is no sound key.</exception>
    public ImportedKey(Func<AsymmetricAlgorithm> import)
    {
        _import = import;
        _idle[0] = import();
    }

    /// <summary>Instances that wait for the next verification.</summary>
    public int Idle => _idle.Count(key => key is not null);

    /// <summary>ES256 or PS256, as the key is.</summary>
    public bool Verify(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        var key = Take() ?? _import();
        var holds = key is ECDsa ec
            ? ec.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            : ((RSA)key).VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        Give(key);
        return holds;
    }

    /// <summary>Keeps no instance any more; verifications go on, each with an import of its own.</summary>
    public void Retire()
    {
        _isRetired = true;
        while (Take() is { } key)
        {
            key.Dispose();
        }
    }

    private AsymmetricAlgorithm? Take()
    {
        for (var i = 0; i < _idle.Length; i++)
        {
            if (Interlocked.Exchange(ref _idle[i], null) is { } key)
            {
                return key;
            }
        }

        return null;
    }

    private void Give(AsymmetricAlgorithm key)
    {
        for (var i = 0; i < _idle.Length; i++)
        {
            if (Interlocked.CompareExchange(ref _idle[i], key, null) is null)
            {
                // It may have been retired meanwhile, and emptied before this one was put in.
                if (_isRetired)
                {
                    Retire();
                }

                return;
            }
        }

        key.Dispose();
    }
}
