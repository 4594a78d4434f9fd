using System.Globalization;
using Pmo.Protocol.Inputs;

namespace Pmo.AppHost.Population;

/// <summary>Numbers of nobody: of a NIK's or family card's shape, serials 1 to <see cref="Serials"/>.</summary>
internal static class InventedNumber
{
    /// <summary>The largest serial: offices count from 1 for each district and date of birth, and do not come so far.</summary>
    public const int Serials = 4999;

    /// <summary>Added to a woman's day of birth.</summary>
    public const int WomensDay = 40;

    /// <param name="district">Kecamatan, 6 digits.</param>
    /// <param name="day">1 to 31, a woman's 41 to 71.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="year">Of birth, or of the card.</param>
    /// <param name="serial">1 to <see cref="Serials"/>.</param>
    public static string Text(string district, int day, int month, int year, int serial) =>
        string.Create(CultureInfo.InvariantCulture, $"{district}{day:D2}{month:D2}{year % 100:D2}{serial:D4}");

    /// <summary>What such a text says; the text of a date that was is always a number.</summary>
    public static Nik Read(string text) => Nik.TryParse(text, out var nik, out _) == NikDefect.None
        ? nik
        : throw new InvalidOperationException("The generator made something that is no number.");
}
