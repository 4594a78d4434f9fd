using Pmo.Protocol.Inputs;

namespace Pmo.AppHost.Population;

/// <summary>An invented person. Never prints itself.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Nik">Registered where the person was born or lived then.</param>
/// <param name="Family">Number of the family.</param>
/// <param name="Size">Persons in it.</param>
/// <param name="Role">In it.</param>
/// <param name="BirthYear">All four digits.</param>
/// <param name="Card">The family's; one in ten has shown none.</param>
/// <param name="Village">Where the family lives now, 10 digits.</param>
/// <param name="Desil">1, the poorest, to 10.</param>
/// <param name="Needs">Categories of aid.</param>
internal sealed record Resident(
    long Number, Nik Nik, long Family, int Size, FamilyRole Role, int BirthYear, Kk? Card, string Village, int Desil, IReadOnlyList<string> Needs)
{
    /// <summary>The type's name.</summary>
    public override string ToString() => nameof(Resident);
}
