using System.Globalization;
using Pmo.Hosting.Startup;
using Pmo.Identity.Tokens;

namespace Pmo.Identity.SigningKeys;

/// <summary>The section <c>Identity:SigningKeys</c>: how signing keys follow one another. Times as <c>[d.]hh:mm:ss</c>.</summary>
/// <param name="SignsFor"><c>SignsFor</c>, 90 days by default; 30 minutes to 366 days.</param>
/// <param name="AnnouncedFor"><c>AnnouncedFor</c>, 14 days by default: in the JWKS before it signs; 10 minutes to half of <paramref name="SignsFor"/>.</param>
/// <param name="KeptFor"><c>KeptFor</c>, 14 days by default: in the JWKS after it signed; 10 minutes to 90 days.</param>
/// <param name="Revoke"><c>Revoke</c>, none by default: the kid of a key that is destroyed at this start.</param>
internal sealed record KeySchedule(TimeSpan SignsFor, TimeSpan AnnouncedFor, TimeSpan KeptFor, string? Revoke)
{
    /// <summary>How long others may keep the JWKS.</summary>
    public static readonly TimeSpan JwksMaxAge = TimeSpan.FromSeconds(300);

    /// <summary>A successor is announced for at least this long, even when the service was stopped while it should have been: no copy of the JWKS is older.</summary>
    public static readonly TimeSpan ShortestNotice = 2 * JwksMaxAge;

    // docs: identity, "90 days, announced 14 days before, kept 14 days after".
    private static readonly TimeSpan DefaultSignsFor = TimeSpan.FromDays(90);
    private static readonly TimeSpan DefaultAnnouncedFor = TimeSpan.FromDays(14);
    private static readonly TimeSpan DefaultKeptFor = TimeSpan.FromDays(14);

    // The last token of a key must still verify: its life, with as much again for clocks that differ.
    private static readonly TimeSpan ShortestKept = TimeSpan.FromSeconds(2 * AccessTokens.LifeSeconds);

    /// <summary>What holds when nothing is set.</summary>
    public static KeySchedule Default { get; } = new(DefaultSignsFor, DefaultAnnouncedFor, DefaultKeptFor, Revoke: null);

    /// <exception cref="StartupException"><c>setting_invalid</c>; all faults are named.</exception>
    public static KeySchedule Read(IConfiguration configuration)
    {
        var faults = new List<string>();
        var section = configuration.GetSection("Identity:SigningKeys");
        var signs = Time("SignsFor", DefaultSignsFor, 3 * ShortestNotice, TimeSpan.FromDays(366));
        var announced = Time("AnnouncedFor", DefaultAnnouncedFor, ShortestNotice, signs / 2);
        var kept = Time("KeptFor", DefaultKeptFor, ShortestKept, TimeSpan.FromDays(90));
        var revoke = section["Revoke"] is { Length: > 0 } kid ? kid : null;
        if (revoke is not null && (revoke.Length != SigningKey.KidLength || !revoke.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')))
        {
            faults.Add($"Identity:SigningKeys:Revoke: kid ({SigningKey.KidLength} × A-Z a-z 0-9 - _)");
        }

        var list = string.Join("; ", faults);
        return faults.Count == 0 ? new KeySchedule(signs, announced, kept, revoke) : throw new StartupException(
            "setting_invalid", $"Setelan kunci penanda tangan salah: {list}.", $"The settings of signing keys are wrong: {list}.");

        TimeSpan Time(string name, TimeSpan usual, TimeSpan least, TimeSpan most)
        {
            if (section[name] is not { Length: > 0 } text)
            {
                return usual <= most ? usual : most;
            }

            if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            {
                return value;
            }

            faults.Add(string.Create(CultureInfo.InvariantCulture, $"Identity:SigningKeys:{name}: [d.]hh:mm:ss, {least:c} – {most:c}"));
            return usual;
        }
    }
}
