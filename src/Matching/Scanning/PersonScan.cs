using Pmo.Matching.Scanning.Storage;

namespace Pmo.Matching.Scanning;

/// <summary>Streams the records of some uploads into a fold, person by person. Memory does not grow with the records.</summary>
internal static class PersonScan
{
    private const int CancelEvery = 1 << 14;

    /// <param name="records">All records, a person's one after the other.</param>
    /// <param name="slots">The uploads that count, and the caller's number for each.</param>
    /// <param name="fieldsOf">What to read of a record, by slot.</param>
    /// <param name="fold">Gets them.</param>
    /// <param name="cancellation">Stops between two records.</param>
    public static void Run(
        RecordCursor records, IReadOnlyDictionary<long, int> slots, ReadOnlySpan<ScanFields> fieldsOf, IPersonFold fold, CancellationToken cancellation)
    {
        UInt128 person = 0;
        var isAny = false;
        var (lastUpload, lastSlot, isLast) = (-1L, 0, false);
        for (var i = 0; records.Read(); i++)
        {
            if (i % CancelEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var upload = records.Upload;
            if (upload != lastUpload)
            {
                (lastUpload, isLast) = (upload, slots.TryGetValue(upload, out lastSlot));
            }

            if (!isLast)
            {
                continue;
            }

            var next = records.Pseudonym;
            if (isAny && next != person)
            {
                fold.EndPerson();
            }

            (person, isAny) = (next, true);
            fold.Add(records.Current(lastSlot, fieldsOf[lastSlot]));
        }

        if (isAny)
        {
            fold.EndPerson();
        }
    }
}
