using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Pmo.Hosting.Dpop;

/// <summary>
/// The nonces that proofs must hold (RFC 9449, 8 and 9): the server's own time, protected by the service's key ring, so that replicas take one another's
/// and nothing is stored. What was made ahead with a stolen key ends with its nonce. Thread-safe; one per service.
/// </summary>
/// <remarks>
/// A nonce would allow to ignore <c>iat</c>, and with it the client's clock (11.1). It is judged all the same: the store of used proofs keeps them by
/// their <c>iat</c> and stays as small as that window, and a client whose clock is off cannot authenticate anyway, since its assertion has no nonce.
/// Such a client learns the time from the <c>Date</c> of any answer; <c>pmo</c> does so by itself.
/// </remarks>
public sealed class DpopNonces(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>The header that hands a nonce out.</summary>
    public const string Header = "DPoP-Nonce";

    /// <summary>How long a nonce is taken, seconds.</summary>
    public const int LifeSeconds = 300;

    /// <summary>From this age on, seconds, a good answer hands out the next one (8.2), so that who calls every few minutes is never refused for it.</summary>
    public const int RenewSeconds = 120;

    // One text for all who ask within it, rather than an encryption for each.
    private const int StepSeconds = 15;
    private const int MaxLength = 512;

    // Nonces that are still taken: one a step, of each replica that hands them out.
    private const int MaxOpened = 256;

    private readonly IDataProtector _protector = protection.CreateProtector("Pmo.Dpop.Nonce.v1");
    private readonly ConcurrentDictionary<string, long> _opened = new(StringComparer.Ordinal);
    private Made? _made;

    /// <summary>One to hand out: ASCII, some 150 characters.</summary>
    public string Current
    {
        get
        {
            var step = Now / StepSeconds;
            if (_made is { } made && made.Step == step)
            {
                return made.Text;
            }

            var content = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(content, step);
            _made = new Made(step, WebEncoders.Base64UrlEncode(_protector.Protect(content)));
            return _made.Text;
        }
    }

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Judges the nonce of a proof; null: there is none.</summary>
    internal NonceState Judge(string? nonce)
    {
        if (nonce is not { Length: > 0 and <= MaxLength } || Open(nonce) is not { } step)
        {
            return NonceState.Bad;
        }

        return (Now - (step * StepSeconds)) switch
        {
            // A replica's clock may run ahead of this one.
            < -DpopValidator.MaxAheadSeconds or > LifeSeconds => NonceState.Bad,
            >= RenewSeconds => NonceState.Ageing,
            _ => NonceState.Good,
        };
    }

    // All who ask within a step bring the same text. Only what was ours is remembered, so that strangers cannot fill it.
    private long? Open(string nonce)
    {
        if (_opened.TryGetValue(nonce, out var known))
        {
            return known;
        }

        try
        {
            var content = _protector.Unprotect(WebEncoders.Base64UrlDecode(nonce));
            if (content.Length != sizeof(long))
            {
                return null;
            }

            if (_opened.Count >= MaxOpened)
            {
                _opened.Clear();
            }

            return _opened[nonce] = BinaryPrimitives.ReadInt64BigEndian(content);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private sealed record Made(long Step, string Text);
}

/// <summary>How a proof's nonce is.</summary>
internal enum NonceState
{
    /// <summary>Missing, not ours, or too old.</summary>
    Bad,

    /// <summary>Taken, but the next one is due.</summary>
    Ageing,

    Good,
}
