using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pmo.Client.Lists;
using Pmo.Client.Niks;
using Pmo.Protocol.Inputs;

namespace Pmo.Cli.Checks;

/// <summary>A list with what its first pass found.</summary>
internal sealed record CheckedList(ListFile File, NikSurvey Survey)
{
    /// <summary>The distinct persons, or family cards, by position.</summary>
    public IReadOnlyList<Nik> Persons => Survey.Persons.Persons;

    /// <summary>Names file, sheet and column, and so the persons and their order.</summary>
    public string Digest() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{File.Sha256}\n{File.Sheet}\n{Survey.Columns.Nik}\n{Survey.Columns.NumbersAreWhole}"))));
}
