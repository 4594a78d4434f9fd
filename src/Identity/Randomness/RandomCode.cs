using System.Security.Cryptography;

namespace Pmo.Identity.Randomness;

/// <summary>Codes for people to copy by hand: groups of four, 19.8 bits each, of letters and digits that are not mistaken for one another.</summary>
internal static class RandomCode
{
    // 31 signs: neither 0, 1, i, l nor o.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int GroupSize = 4;

    public static string Next(int groups) =>
        string.Join('-', Enumerable.Range(0, groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupSize)));

    /// <summary>A typed code as it was made, whatever its case, spaces and hyphens.</summary>
    public static string Normalise(string typed)
    {
        var signs = typed.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant).ToArray();
        return string.Join('-', signs.Chunk(GroupSize).Select(group => new string(group)));
    }
}
