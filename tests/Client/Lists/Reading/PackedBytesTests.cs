using Pmo.Client.Lists.Reading;

namespace Pmo.Client.Tests.Lists.Reading;

public sealed class PackedBytesTests
{
    [Fact]
    public void Bytes_come_back_from_wherever_they_are_asked_for()
    {
        // Over the seams, which are at each 1 MiB.
        var bytes = new byte[(5 << 19) + 7];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(i * 2_654_435_761L >> 24);
        }

        var packed = new PackedBytes();
        foreach (var piece in bytes.Chunk(65_537))
        {
            packed.Add(piece);
        }

        using var stream = packed.Open();
        stream.Length.ShouldBe(bytes.Length);
        foreach (var from in (long[])[0, (1 << 20) - 3, 1 << 20, bytes.Length - 1, bytes.Length, bytes.Length + 9])
        {
            stream.Seek(from, SeekOrigin.Begin).ShouldBe(from);
            using var read = new MemoryStream();
            stream.CopyTo(read);
            read.ToArray().AsSpan().SequenceEqual(bytes.AsSpan((int)Math.Min(from, bytes.Length)..)).ShouldBeTrue();
        }

        stream.Seek(-2, SeekOrigin.End).ShouldBe(bytes.Length - 2);
        stream.Seek(1, SeekOrigin.Current).ShouldBe(bytes.Length - 1);
        stream.ReadByte().ShouldBe(bytes[^1]);
        stream.ReadByte().ShouldBe(-1);
        Should.Throw<ArgumentOutOfRangeException>(() => stream.Position = -1);
    }
}
