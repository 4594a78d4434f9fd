using System.Globalization;

namespace Pmo.AppHost.Population;

/// <summary>A row of a programme's list.</summary>
/// <param name="Programme">Whose.</param>
/// <param name="Amount">Whole rupiah.</param>
/// <param name="Period"><c>YYYY</c> or <c>YYYY-MM</c>.</param>
/// <param name="IsDelivered">Or only claimed.</param>
internal sealed record Aid(Programme Programme, long Amount, string Period, bool IsDelivered)
{
    private const int ByMistake = 3; // of a hundred who are not poor enough, and on the list all the same

    /// <summary>What <paramref name="person"/> gets of <paramref name="programme"/> in <paramref name="year"/>; null: nothing.</summary>
    public static Aid? Of(Resident person, Programme programme, int year, ulong seed)
    {
        var draw = new Draw(seed + (ulong)(year * 100) + (ulong)programme.AidType.Sum(c => c));

        // A family without a mother, or a person alone, is named by its head.
        var names = programme.Names == FamilyRole.Mother && person is { Role: FamilyRole.Head, Size: 1 } ? FamilyRole.Head : programme.Names;
        var share = person.Desil <= programme.MostDesil ? programme.Share : Math.Min(ByMistake, programme.Share);
        if (person.Role != names || !draw.Is(Aspect.Aid, person.Number, share))
        {
            return null;
        }

        var period = programme.IsMonthly
            ? string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{draw.Of(Aspect.Month, person.Number, 12) + 1:D2}")
            : year.ToString(CultureInfo.InvariantCulture);
        return new Aid(
            programme, programme.Unit * (1 + draw.Of(Aspect.Amount, person.Number, programme.Payments)), period,
            !draw.Is(Aspect.Delivery, person.Number, programme.Claimed));
    }
}
