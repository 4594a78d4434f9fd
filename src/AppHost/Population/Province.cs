using Pmo.Protocol.Inputs;

namespace Pmo.AppHost.Population;

/// <summary>
/// Invented people of a whole province. All about person i follows from seed and i alone: a million of them need no memory, and two programs mean the same
/// ones. NIKs and cards are all different for i below <see cref="Most"/>. Nobody real is meant. Thread-safe.
/// </summary>
/// <remarks>
/// Day, month, last digit of the year and serial are a number of a mixed-radix code that i, times a prime, runs through once; so no two NIKs are equal
/// whatever sex, decade and place the family gives the person.
/// </remarks>
internal sealed class Province(ulong seed)
{
    /// <summary>Numbers are 0 to this − 1.</summary>
    public const long Most = (long)Days * Months * Decade * InventedNumber.Serials; // 16,796,640; Lampung has 9.4 million

    private const int Days = 28; // that every month has
    private const int Months = 12;
    private const int Decade = 10;
    private const int FirstDecade = 1940;
    private const int Decades = 5; // of heads: born 1940 to 1989
    private const int Generation = 30; // parents of one decade, children three decades later: 21 to 39 years between them
    private const int CardsFrom = 2010;
    private const long Stride = 1_000_000_007; // no factor of Most (2, 3, 5, 7, 4999): neighbours look unrelated
    private const int SomeNeeds = 60; // % of the poor half

    private static readonly string[] Needs = ["pangan", "kesehatan", "pendidikan", "perumahan", "sanitasi", "ekonomi"];
    private readonly Draw _draw = new(seed);
    private readonly long _offset = (long)(new Draw(seed).Of(Aspect.Order, 0) % Most);

    /// <summary>Person <paramref name="number"/>.</summary>
    public Resident this[long number]
    {
        get
        {
            var (family, size, place) = Families.Of(_draw, number);
            var (text, role, year) = Born(number, family, size, place);
            var desil = 1 + _draw.Of(Aspect.Desil, family, 10);
            return new Resident(
                number, InventedNumber.Read(text), family, size, role, year, CardOf(family), VillageOf(family), desil, NeedsOf(family, desil));
        }
    }

    /// <summary>Only the NIK of person <paramref name="number"/>.</summary>
    public Nik NikOf(long number)
    {
        var (family, size, place) = Families.Of(_draw, number);
        return InventedNumber.Read(Born(number, family, size, place).Text);
    }

    private (string Text, FamilyRole Role, int Year) Born(long number, long family, int size, int place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Most);

        // One family in seven has one adult, mostly a woman.
        var isAlone = size == 1 || _draw.Of(Aspect.Alone, family, 7) == 0;
        var role = place == 0 ? FamilyRole.Head : place == 1 && !isAlone ? FamilyRole.Mother : FamilyRole.Child;
        var isWoman = role switch
        {
            FamilyRole.Head => isAlone && _draw.Is(Aspect.Sex, number, 80),
            FamilyRole.Mother => true,
            _ => _draw.Is(Aspect.Sex, number, 50),
        };
        var code = ((number * Stride) + _offset) % Most;
        var serial = Digit(ref code, InventedNumber.Serials) + 1;
        var year = FirstDecade + (Decade * _draw.Of(Aspect.Generation, family, Decades)) + (role == FamilyRole.Child ? Generation : 0) + Digit(ref code, Decade);
        var month = Digit(ref code, Months) + 1;
        var day = (int)code + 1 + (isWoman ? InventedNumber.WomensDay : 0);
        return (InventedNumber.Text(RegisteredIn(number, family, role), day, month, year, serial), role, year);
    }

    // One in ten heads and three in ten mothers come from elsewhere, and one family in ten has moved since the children were born.
    private string RegisteredIn(long number, long family, FamilyRole role)
    {
        var comesFromElsewhere = role != FamilyRole.Child && _draw.Is(Aspect.Marriage, number, role == FamilyRole.Mother ? 30 : 10);
        return District(Aspect.Origin, comesFromElsewhere ? ~number : family);
    }

    private string VillageOf(long family) => Lampung.Village(
        _draw.Is(Aspect.Move, family, 10) ? District(Aspect.Move, ~family) : District(Aspect.Origin, family), _draw.Of(Aspect.Village, family));

    private string District(Aspect about, long number) => Lampung.Districts[_draw.Of(about, number, Lampung.Districts.Count)];

    private Kk? CardOf(long family)
    {
        if (_draw.Is(Aspect.Card, family, 10))
        {
            return null;
        }

        // Families are fewer than persons: their numbers, spread by the same code, differ too.
        var code = family * Stride % Most;
        var serial = Digit(ref code, InventedNumber.Serials) + 1;
        var year = CardsFrom + Digit(ref code, Decade);
        var month = Digit(ref code, Months) + 1;
        return Kk.Of(InventedNumber.Read(InventedNumber.Text(District(Aspect.Origin, family), (int)code + 1, month, year, serial)));
    }

    private string[] NeedsOf(long family, int desil)
    {
        if (!_draw.Is(Aspect.Need, family, desil <= 5 ? SomeNeeds : SomeNeeds / 4))
        {
            return [];
        }

        var first = _draw.Of(Aspect.Need, ~family, Needs.Length);
        return desil <= 2 && Needs[first] != Needs[0] ? [Needs[0], Needs[first]] : [Needs[first]];
    }

    private static int Digit(ref long code, int radix)
    {
        var digit = (int)(code % radix);
        code /= radix;
        return digit;
    }
}
