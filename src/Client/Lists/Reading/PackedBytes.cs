namespace Pmo.Client.Lists.Reading;

/// <summary>Bytes kept in memory, in pieces: a memory stream that grows has three times as much while it does. Filled by one thread; then thread-safe.</summary>
internal sealed class PackedBytes
{
    private const int Piece = 1 << 20;
    private readonly List<byte[]> _pieces = [];

    public long Length { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var at = (int)(Length % Piece);
            if (at == 0)
            {
                _pieces.Add(GC.AllocateUninitializedArray<byte>(Piece));
            }

            var part = Math.Min(bytes.Length, Piece - at);
            bytes[..part].CopyTo(_pieces[^1].AsSpan(at));
            bytes = bytes[part..];
            Length += part;
        }
    }

    /// <summary>Reads them from the start; each stream is one thread's.</summary>
    public Stream Open() => new Reader(this);

    private sealed class Reader(PackedBytes bytes) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => bytes.Length;

        public override long Position
        {
            get => _position;
            set => _position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
        }

        public override int Read(Span<byte> buffer)
        {
            var done = 0;
            while (done < buffer.Length && _position < bytes.Length)
            {
                var at = (int)(_position % Piece);
                var part = (int)Math.Min(Math.Min(buffer.Length - done, Piece - at), bytes.Length - _position);
                bytes._pieces[(int)(_position / Piece)].AsSpan(at, part).CopyTo(buffer[done..]);
                done += part;
                _position += part;
            }

            return done;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => _position,
            _ => bytes.Length,
        };

        public override void Flush()
        {
            // Nothing is written.
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
