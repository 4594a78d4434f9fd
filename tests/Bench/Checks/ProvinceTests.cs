using Pmo.AppHost.Population;
using Pmo.Protocol.Inputs;

namespace Pmo.Bench.Tests.Checks;

public class ProvinceTests
{
    private const int Many = 20_000;
    private readonly Province _province = new(7);

    [Fact]
    public void Nobody_comes_twice_and_no_two_families_have_one_card()
    {
        var people = People();
        people.Select(p => p.Nik).Distinct().Count().ShouldBe(Many);
        var cards = people.Where(p => p.Card is not null).Select(p => (p.Family, p.Card!.Value)).Distinct().ToList();
        cards.Select(c => c.Value).Distinct().Count().ShouldBe(cards.Count);
        cards.Count.ShouldBeLessThan(people.Select(p => p.Family).Distinct().Count()); // some have shown none
    }

    [Fact]
    public void The_last_person_is_another_than_the_first_and_there_is_none_after()
    {
        _province.NikOf(Province.Most - 1).ShouldNotBe(_province.NikOf(0));
        Should.Throw<ArgumentOutOfRangeException>(() => _province.NikOf(Province.Most));
        Should.Throw<ArgumentOutOfRangeException>(() => _province.NikOf(-1));
    }

    [Fact]
    public void Every_NIK_is_one_with_a_serial_below_5000_and_registered_in_Lampung()
    {
        foreach (var person in People())
        {
            Nik.TryParse(person.Nik.Reveal(), out var again, out _).ShouldBe(NikDefect.None);
            again.ShouldBe(person.Nik);
            person.Nik.Reveal()[12].ShouldBeLessThan('5');
            Lampung.Districts.ShouldContain(person.Nik.District);
        }
    }

    [Fact]
    public void All_229_kecamatan_have_people_registered_and_living_there()
    {
        Lampung.Districts.Count.ShouldBe(229);
        var people = People();
        people.Select(p => p.Nik.District).Distinct().Order(StringComparer.Ordinal).ShouldBe(Lampung.Districts.Order(StringComparer.Ordinal));
        people.Select(p => p.Village[..6]).Distinct().Order(StringComparer.Ordinal).ShouldBe(Lampung.Districts.Order(StringComparer.Ordinal));
        people.ShouldAllBe(p => p.Village.Length == 10);
        people.Count(p => p.Village[..6] != p.Nik.District).ShouldBeInRange(Many / 20, Many / 3); // some moved
    }

    [Fact]
    public void A_family_has_one_head_at_most_one_mother_and_children_a_generation_younger()
    {
        foreach (var family in People().GroupBy(p => p.Family).Where(f => f.Count() == f.First().Size))
        {
            var head = family.Single(p => p.Role == FamilyRole.Head);
            var mother = family.SingleOrDefault(p => p.Role == FamilyRole.Mother);
            (mother?.Nik.WrittenDay ?? 41).ShouldBeGreaterThan(40);
            foreach (var child in family.Where(p => p.Role == FamilyRole.Child))
            {
                (child.BirthYear - head.BirthYear).ShouldBeInRange(21, 39);
                (child.BirthYear - (mother ?? head).BirthYear).ShouldBeInRange(21, 39);
            }

            family.ShouldAllBe(p => p.Village == head.Village && p.Desil == head.Desil && p.Card == head.Card && p.BirthYear % 100 == p.Nik.YearOfCentury);
        }
    }

    [Fact]
    public void A_person_follows_from_seed_and_number_alone()
    {
        var again = new Province(7)[11_234];
        again.Nik.ShouldBe(_province[11_234].Nik);
        again.Village.ShouldBe(_province[11_234].Village);
        again.Needs.ShouldBe(_province[11_234].Needs);
        new Province(8).NikOf(11_234).ShouldNotBe(again.Nik);
    }

    [Fact]
    public void Aid_goes_mostly_to_the_poor_and_lists_meet_in_some_families()
    {
        var people = People();
        var pkh = people.Where(p => Aid.Of(p, Of("PKH"), 2026, 7) is not null).ToList();
        var blt = people.Where(p => Aid.Of(p, Of("BLT_DD"), 2026, 7) is not null).ToList();
        pkh.Count(p => p.Desil <= 4).ShouldBeGreaterThan(pkh.Count * 8 / 10);
        pkh.Select(p => p.Nik).Intersect(blt.Select(p => p.Nik)).Count().ShouldBeLessThan(pkh.Count / 5);
        pkh.Select(p => p.Family).Intersect(blt.Select(p => p.Family)).ShouldNotBeEmpty();
        pkh.Select(p => Aid.Of(p, Of("PKH"), 2026, 7)!).ShouldContain(a => !a.IsDelivered);
        pkh.Select(p => Aid.Of(p, Of("PKH"), 2026, 7)!).ShouldAllBe(a => a.Amount >= 300_000 && a.Amount <= 2_700_000 && a.Period == "2026");
    }

    [Fact]
    public void A_typed_list_has_every_slip_and_is_mostly_right()
    {
        var kinds = new List<Slip>();
        for (var row = 0; row < 5000; row++)
        {
            var text = Slips.Write(_province, row, seed: 7, out var kind);
            kinds.Add(kind);
            var defect = Nik.TryParse(text, out _, out _);
            (defect == NikDefect.None).ShouldBe(kind is Slip.None or Slip.Repeated, kind.ToString());
        }

        kinds.Distinct().Order().ShouldBe(Enum.GetValues<Slip>());
        kinds.Count(k => k == Slip.None).ShouldBeInRange(4700, 4900);
    }

    private static Programme Of(string aidType) => Programme.All.Single(p => p.AidType == aidType);

    private List<Resident> People() => [.. Enumerable.Range(0, Many).Select(i => _province[i])];
}
