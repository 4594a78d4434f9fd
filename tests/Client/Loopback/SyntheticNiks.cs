using System.Globalization;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Tests.Loopback;

/// <summary>NIKs of nobody: serial numbers below 5000.</summary>
internal static class SyntheticNiks
{
    public static Nik[] Make(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Of(string.Create(
            CultureInfo.InvariantCulture, $"187101{i / 4999 % 28 + 1:00}{i / 4999 / 28 % 12 + 1:00}90{i % 4999 + 1:0000}")))];

    public static Nik Of(string digits)
    {
        Nik.TryParse(digits, out var nik, out _).ShouldBe(NikDefect.None);
        return nik;
    }
}
