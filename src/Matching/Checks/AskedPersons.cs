using System.Collections;
using System.Runtime.InteropServices;
using Pmo.Matching.Journals;
using Pmo.Matching.Tokens;

namespace Pmo.Matching.Checks;

/// <summary>
/// Distinct persons of a check, and whom of them it found: those of a range of first bytes at a time, so that of all persons together it holds a bit each. The
/// first range is gathered while the check is looked up, the others by going through its pseudonyms again. Not thread-safe.
/// </summary>
/// <param name="rows">Of the check.</param>
/// <param name="together">About how many are gathered at a time.</param>
internal sealed class AskedPersons(int rows, int together = AskedPersons.Together)
{
    /// <summary>16 bytes each, and as many again when all are found: 4 MiB.</summary>
    public const int Together = 128 * 1024;

    private const int Buckets = 256;

    private readonly BitArray _isFound = new(rows);

    // A sixteenth more than a range has when they are even, so that it need not grow: a list that doubles is there three times. What is not filled is not resident.
    private readonly List<Pseudonym> _persons = new(Math.Min(rows, together + (together / 16)));
    private readonly List<Pseudonym> _found = new(Math.Min(rows, together + (together / 16)));
    private int _range;

    /// <summary>How many ranges there are, 1 or more.</summary>
    public int Ranges { get; } = Math.Min(Buckets, (rows + together - 1) / together);

    /// <summary>Distinct persons of the range that was gathered, as the journal keeps them.</summary>
    public IEnumerable<(int Bucket, byte[] Matched, byte[] Others)> Pages => JournalPages.Divide(_persons, _found);

    /// <summary>Begins a range, from 0; those before are forgotten.</summary>
    public void Begin(int range)
    {
        _range = range;
        _persons.Clear();
        _found.Clear();
    }

    /// <summary>Notes whether the person of a row was found, and takes them if they are of the range.</summary>
    public void Add(int row, Pseudonym person, bool isFound)
    {
        _isFound[row] = isFound;
        Add(row, person);
    }

    /// <summary>Takes the person of a row that was noted, if they are of the range.</summary>
    public void Add(int row, Pseudonym person)
    {
        if (JournalPages.BucketOf(person) * Ranges / Buckets != _range)
        {
            return;
        }

        Add(_persons, person);
        if (_isFound[row])
        {
            Add(_found, person);
        }
    }

    /// <summary>Ends a range, and puts its persons in order.</summary>
    /// <returns>Its distinct persons, and of them those that were found.</returns>
    public (int Persons, int Found) End()
    {
        SortDistinct(_persons);
        SortDistinct(_found);
        return (_persons.Count, _found.Count);
    }

    // Pseudonyms divide evenly; a list of one person again and again does not, and is no longer than its distinct persons.
    private static void Add(List<Pseudonym> to, Pseudonym person)
    {
        if (to.Count == to.Capacity)
        {
            SortDistinct(to);

            // Or it would soon be sorted for one more person each.
            to.EnsureCapacity(2 * to.Count);
        }

        to.Add(person);
    }

    private static void SortDistinct(List<Pseudonym> all)
    {
        var span = CollectionsMarshal.AsSpan(all);
        Pseudonym.Sort(span);
        var count = 0;
        for (var i = 0; i < span.Length; i++)
        {
            if (count == 0 || span[i] != span[count - 1])
            {
                span[count++] = span[i];
            }
        }

        CollectionsMarshal.SetCount(all, count);
    }
}
