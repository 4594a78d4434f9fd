using Pmo.Client.Niks;

namespace Pmo.Client.Tests.Niks;

public sealed class RowPlacesTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(32, 5)]
    [InlineData(33, 40)]
    [InlineData(5000, 1000)]
    [InlineData(100_000, 7)]
    public void Every_row_is_found_again(int count, int breakEvery)
    {
        // What a plain list of all would say.
        var random = (uint)count;
        int Next(int below) => (int)(((random = (random * 1_664_525) + 1_013_904_223) >> 8) % below); // the same in every run

        var (places, rows, lines, line) = (new RowPlaces(), new List<(NikStatus Status, int? Person, bool IsRepeat)>(), new List<int>(), 1);
        for (var row = 0; row < count; row++)
        {
            line += row % breakEvery == 0 ? 1 + Next(3) : 1;
            switch (lines.Count > 0 ? Next(6) : 0)
            {
                case 3:
                    var person = Next(lines.Count);
                    places.AddRepeat(person, line);
                    rows.Add((NikStatus.Valid, person, true));
                    break;
                case 4:
                    places.AddOther(NikStatus.Invalid, line);
                    rows.Add((NikStatus.Invalid, null, false));
                    break;
                case 5:
                    places.AddOther(NikStatus.NoNik, line);
                    rows.Add((NikStatus.NoNik, null, false));
                    break;
                default:
                    places.AddFirst(line);
                    rows.Add((NikStatus.Valid, lines.Count, false));
                    lines.Add(line);
                    break;
            }
        }

        places.Close();

        places.Count.ShouldBe(count);
        Enumerable.Range(0, count).Select(row => (places.StatusOf(row), places.PersonOf(row), places.IsRepeat(row))).ShouldBe(rows);
        Enumerable.Range(0, lines.Count).Select(places.LineOf).ShouldBe(lines);
        Should.Throw<ArgumentOutOfRangeException>(() => places.StatusOf(count));
    }
}
