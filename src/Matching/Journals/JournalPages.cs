using Pmo.Matching.Tokens;

namespace Pmo.Matching.Journals;

/// <summary>How pseudonyms lie in the journal: 16 bytes each, in order and once, divided by their first byte. Stateless.</summary>
internal static class JournalPages
{
    public static int BucketOf(Pseudonym person) => person.First;

    /// <summary>Divides <paramref name="persons"/>; both lists are in order.</summary>
    public static IEnumerable<(int Bucket, byte[] Matched, byte[] Others)> Divide(IReadOnlyList<Pseudonym> persons, IReadOnlyList<Pseudonym> matched)
    {
        var (found, others) = (new List<Pseudonym>(), new List<Pseudonym>());
        for (int i = 0, m = 0; i < persons.Count; i++)
        {
            if (i == 0 || persons[i] != persons[i - 1])
            {
                while (m < matched.Count && Pseudonym.Compare(matched[m], persons[i]) < 0)
                {
                    m++;
                }

                (m < matched.Count && matched[m] == persons[i] ? found : others).Add(persons[i]);
            }

            if (i == persons.Count - 1 || BucketOf(persons[i + 1]) != BucketOf(persons[i]))
            {
                yield return (BucketOf(persons[i]), Write(found), Write(others));
                found.Clear();
                others.Clear();
            }
        }
    }

    /// <summary>Whether <paramref name="person"/> is among those of a page.</summary>
    public static bool Contains(ReadOnlySpan<byte> page, Pseudonym person)
    {
        var (low, high) = (0, (page.Length / Pseudonym.Size) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = Pseudonym.Compare(Pseudonym.Read(page[(middle * Pseudonym.Size)..]), person);
            if (order == 0)
            {
                return true;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }

    private static byte[] Write(List<Pseudonym> persons)
    {
        var bytes = new byte[persons.Count * Pseudonym.Size];
        for (var i = 0; i < persons.Count; i++)
        {
            persons[i].CopyTo(bytes.AsSpan(i * Pseudonym.Size));
        }

        return bytes;
    }
}
