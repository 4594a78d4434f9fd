using System.Text;
using Pmo.Client.Lists;
using Pmo.Client.Lists.Reading;

namespace Pmo.Client.Tests.Lists.Reading;

public sealed class ListBytesTests
{
    [Fact]
    public void Piped_list_is_kept_in_memory_and_read_as_often_as_needed()
    {
        using var pipe = new MemoryStream(Encoding.UTF8.GetBytes("NIK\n1\n2\n"));
        var bytes = ListBytes.Remember(pipe, new ListLimits(), CancellationToken.None, out _)!;
        var list = ListOpening.Open("-", bytes, new ListOptions(), CancellationToken.None, out _)!;

        TempFolder.Rows(list).ShouldBe(["2: 1", "3: 2"]);
        TempFolder.Rows(list).ShouldBe(["2: 1", "3: 2"]);
        ListCopy.DefaultTarget(list).ShouldBe("-");
    }

    [Fact]
    public void Endless_pipe_is_refused_at_the_limit()
    {
        using var pipe = new EndlessStream();
        ListBytes.Remember(pipe, new ListLimits { FileBytes = 1 << 20 }, CancellationToken.None, out var problem).ShouldBeNull();
        problem.Code.ShouldBe("file_too_large");
        pipe.Given.ShouldBeLessThan(2 << 20);
    }

    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
