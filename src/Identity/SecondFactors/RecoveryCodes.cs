using System.Security.Cryptography;
using System.Text;
using Pmo.Identity.Randomness;

namespace Pmo.Identity.SecondFactors;

/// <summary>Codes for the day the telephone is lost, each good once.</summary>
internal static class RecoveryCodes
{
    /// <summary>How many a person gets.</summary>
    public const int Count = 10;

    // 31^24, about 119 bits: from 112 on a plain hash is enough (NIST SP 800-63B-4, 3.1.2.2).
    private const int Groups = 6;

    public static IReadOnlyList<string> Create() => [.. Enumerable.Range(0, Count).Select(_ => RandomCode.Next(Groups))];

    /// <summary>What is stored of a code, or looked for.</summary>
    public static byte[] Hash(string personId, string typed) => SHA256.HashData(Encoding.UTF8.GetBytes($"{personId}\n{RandomCode.Normalise(typed)}"));
}
