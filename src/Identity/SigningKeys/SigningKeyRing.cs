using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Pmo.Hosting.Startup;
using Pmo.Identity.SigningKeys.Storage;

namespace Pmo.Identity.SigningKeys;

/// <summary>
/// The keys that sign tokens, as the database has them: read again before a request when the last look is more than a second old, so that a replica has
/// another's key long before it signs and drops a revoked one at once. Whatever is due is done at such a look. Thread-safe.
/// </summary>
internal sealed partial class SigningKeyRing(
    SigningKeyStore store, IDataProtectionProvider protection, KeySchedule schedule, TimeProvider time, ILogger<SigningKeyRing> logger) : IDisposable
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(1);

    // A request may still be signing with a key that has just been revoked.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private readonly IDataProtector _protector = protection.CreateProtector("Pmo.Identity.SigningKeys.v1");
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly List<(SigningKey Key, DateTimeOffset Since)> _dropped = [];
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);
    private volatile Snapshot _now = new([], DateTimeOffset.MinValue);

    /// <summary>Signs now. Should none be due to, because the database cannot be written: the one that did last.</summary>
    public SigningKey Current
    {
        get
        {
            var now = time.GetUtcNow();
            var begun = _now.Keys.Where(k => k.Times.SignsFrom <= now).ToList();
            return (begun.FindLast(k => k.Times.StateAt(now) == KeyState.Signing) ?? begun.LastOrDefault())?.Key
                ?? throw new InvalidOperationException("No signing key can be decrypted.");
        }
    }

    /// <summary>In the JWKS: announced, signing and retired, the oldest first.</summary>
    public IReadOnlyList<(SigningKey Key, KeyTimes Times)> All
    {
        get
        {
            var now = time.GetUtcNow();
            return [.. _now.Keys.Where(k => k.Times.StateAt(now) != KeyState.Gone).Select(k => (k.Key, k.Times))];
        }
    }

    /// <summary>The first look: makes the first key, destroys one that is to be revoked.</summary>
    /// <exception cref="StartupException"><c>signing_key_unreadable</c>: never answered by making another key, which would hide the loss.</exception>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        // Before anything is changed: who cannot open the keys must not go on making others.
        Take(await store.ReadAsync(cancellation));
        if (_unreadable.Count > 0)
        {
            throw new StartupException(
                "signing_key_unreadable",
                "Kunci penanda tangan tidak dapat dibuka: ring kunci di basis data bukan ring-nya. Pulihkan basis data dan sertifikat dari satu cadangan.",
                "The signing key cannot be decrypted: the key ring in the database is not its own. Restore database and certificate of one backup.");
        }

        if (schedule.Revoke is { } kid)
        {
            LogRevoking(kid, _now.Keys.Any(k => k.Key.Kid == kid));
        }

        Take(await store.RotateAsync(Make, schedule.Revoke, cancellation));
    }

    /// <summary>Looks again if the last look is more than a second old.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (IsFresh())
        {
            return;
        }

        await _one.WaitAsync(cancellation);
        try
        {
            if (!IsFresh())
            {
                await LookAsync(cancellation);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        foreach (var key in _now.Keys.Select(k => k.Key).Concat(_dropped.Select(d => d.Key)))
        {
            key.Dispose();
        }

        _one.Dispose();
    }

    // A clock that was set back does not stop the looks.
    private bool IsFresh() => (time.GetUtcNow() - _now.ReadAt).Duration() < ReadAgainAfter;

    private async Task LookAsync(CancellationToken cancellation)
    {
        var stored = await store.ReadAsync(cancellation);
        var now = time.GetUtcNow();
        var isDue = !RotationPlan.Make(stored.Select(k => k.Times), now, schedule).IsEmpty || stored.Any(k => k.Untold(now).Any());
        Take(isDue ? await store.RotateAsync(Make, revoke: null, cancellation) : stored);
    }

    private void Take(IReadOnlyList<StoredKey> stored)
    {
        var now = time.GetUtcNow();
        var before = _now.Keys.ToDictionary(k => k.Key.Kid, k => k.Key, StringComparer.Ordinal);
        var keys = new List<Opened>();
        foreach (var row in stored)
        {
            if (before.Remove(row.Times.Kid, out var known) || (known = TryOpen(row)) is not null)
            {
                keys.Add(new Opened(known, row.Times));
            }
        }

        _now = new Snapshot(keys, now);
        _dropped.AddRange(before.Values.Select(k => (k, now)));
        foreach (var (key, since) in _dropped.Where(d => now - d.Since > Grace).ToList())
        {
            _dropped.Remove((key, since));
            key.Dispose();
        }
    }

    private (string Kid, byte[] ProtectedKey) Make()
    {
        using var key = SigningKey.Make();
        var pkcs8 = key.Export();
        try
        {
            return (key.Kid, _protector.Protect(pkcs8));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private SigningKey? TryOpen(StoredKey stored)
    {
        try
        {
            var pkcs8 = _protector.Unprotect(stored.ProtectedKey);
            try
            {
                return SigningKey.Import(pkcs8);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(pkcs8);
            }
        }
        catch (CryptographicException e)
        {
            if (_unreadable.Add(stored.Times.Kid))
            {
                LogUnreadable(stored.Times.Kid, e);
            }

            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The signing key {Kid} cannot be decrypted")]
    private partial void LogUnreadable(string kid, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The signing key {Kid} is revoked as Identity:SigningKeys:Revoke says; it was still there: {WasThere}")]
    private partial void LogRevoking(string kid, bool wasThere);

    private sealed record Opened(SigningKey Key, KeyTimes Times);

    private sealed record Snapshot(IReadOnlyList<Opened> Keys, DateTimeOffset ReadAt);
}
