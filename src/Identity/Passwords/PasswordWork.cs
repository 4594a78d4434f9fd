using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Pmo.Identity.Accounts;

namespace Pmo.Identity.Passwords;

/// <summary>
/// Hashes passwords by the framework (PBKDF2-HMAC-SHA-512, a salt of its own for each) and bounds how many are hashed at once: each keeps a core busy
/// for a tenth of a second. Thread-safe.
/// </summary>
internal sealed class PasswordWork : IDisposable
{
    /// <summary>OWASP Password Storage Cheat Sheet for PBKDF2-HMAC-SHA-512: at least 210,000. A hash holds its own count, so it may be raised.</summary>
    public const int Iterations = 220_000;

    private readonly IPasswordHasher<Person> _hasher;
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);
    private readonly string _nobodys;

    public PasswordWork(IPasswordHasher<Person> hasher)
    {
        _hasher = hasher;
        _nobodys = hasher.HashPassword(null!, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
    }

    /// <summary>A password's hash, as it is stored.</summary>
    public Task<string> HashAsync(string password, CancellationToken cancellation) =>
        RunAsync(() => _hasher.HashPassword(null!, Normalise(password)), cancellation);

    /// <summary>Whether a password is the one that was hashed. Without a hash the same work is done, for nothing.</summary>
    public async Task<bool> VerifyAsync(string? hash, string password, CancellationToken cancellation)
    {
        var result = await RunAsync(() => _hasher.VerifyHashedPassword(null!, hash ?? _nobodys, Normalise(password)), cancellation);
        return hash is not null && result != PasswordVerificationResult.Failed;
    }

    /// <inheritdoc/>
    public void Dispose() => _cores.Dispose();

    /// <summary>NFKC, so that the same letters on another keyboard are the same password (NIST SP 800-63B-4, 3.1.1.2).</summary>
    internal static string Normalise(string password) => HasLoneSurrogate(password) ? password : password.Normalize(NormalizationForm.FormKC);

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _cores.WaitAsync(cancellation);
        try
        {
            return work();
        }
        finally
        {
            _cores.Release();
        }
    }
}
