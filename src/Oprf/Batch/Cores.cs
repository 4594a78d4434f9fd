namespace Pmo.Oprf.Batch;

/// <summary>Splits a batch over processor cores, at most <see cref="Degree"/> at a time.</summary>
internal static class Cores
{
    /// <summary>Most cores that one batch uses; all by default.</summary>
    public static int Degree { get; set; } = Environment.ProcessorCount;

    /// <summary>Calls <paramref name="work"/> with ranges [from, to) of at most <paramref name="chunk"/>, which cover all.</summary>
    public static void ForEach(int count, int chunk, Action<int, int> work)
    {
        int chunks = (count + chunk - 1) / chunk;
        if (Degree == 1 || chunks == 1)
        {
            for (int i = 0; i < chunks; i++)
                Run(i);
            return;
        }
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = Degree }, Run);

        void Run(int i) => work(i * chunk, Math.Min(count, (i + 1) * chunk));
    }

    /// <summary>As <see cref="ForEach"/>; the refusal with the lowest index, whichever range was done first.</summary>
    public static OprfResult FirstRefusal(int count, int chunk, Func<int, int, OprfResult> work)
    {
        var results = new OprfResult[(count + chunk - 1) / chunk];
        ForEach(count, chunk, (from, to) => results[from / chunk] = work(from, to));
        foreach (var result in results)
        {
            if (!result.IsOk)
                return result;
        }
        return OprfResult.Ok;
    }
}
