namespace Pmo.AuditLog.Search;

/// <summary>Under which words entries are: places by word and chunk, gathered entry by entry. Not thread-safe.</summary>
internal sealed class WordBits
{
    private readonly Dictionary<string, List<Gathered>> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Gathered>>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public WordBits() => _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    public IReadOnlyCollection<string> Words => _words.Keys;

    /// <summary>Puts an entry under its words.</summary>
    /// <param name="seq">Its place: none below one that was put before.</param>
    /// <param name="entry">Its bytes.</param>
    public void Add(long seq, ReadOnlySpan<byte> entry) => EntryWords.Read(entry, word => Add(seq, word));

    /// <summary>Puts an entry under a word.</summary>
    public void Add(long seq, ReadOnlySpan<char> word)
    {
        if (!_lookup.TryGetValue(word, out var chunks))
        {
            _lookup[word] = chunks = [];
        }

        var chunk = seq / ChunkBits.Places;
        if (chunks.Count == 0 || chunks[^1].Chunk != chunk)
        {
            chunks.Add(new Gathered(chunk));
        }

        chunks[^1].Add(seq);
    }

    /// <summary>The sets in which there is a place from one on.</summary>
    public IEnumerable<(string Word, long Chunk, byte[] Bits)> From(long seq) =>
        from word in _words from gathered in word.Value where gathered.Last >= seq select (word.Key, gathered.Chunk, gathered.Bits);

    private sealed class Gathered(long chunk)
    {
        public long Chunk { get; } = chunk;

        public byte[] Bits { get; } = new byte[ChunkBits.Size];

        public long Last { get; private set; }

        public void Add(long seq)
        {
            var index = (int)(seq % ChunkBits.Places);
            Bits[index / 8] |= (byte)(1 << (index % 8));
            Last = seq;
        }
    }
}
