using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Tests.Tree;

public sealed class TilePathTests
{
    // The examples of the specification.
    [Theory]
    [InlineData(0, 0, 256, "0/000")]
    [InlineData(0, 1234067, 256, "0/x001/x234/067")]
    [InlineData(1, 999, 8, "1/999.p/8")]
    [InlineData(-1, 1000, 256, "entries/x001/000")]
    [InlineData(-1, 67, 255, "entries/067.p/255")]
    public void Path_is_written_as_specified_and_read_back(int level, long index, int width, string text)
    {
        var path = TilePath.Of(level, index, width);

        path.ToString().ShouldBe(text);
        TilePath.TryParse(text, out var read, out _).ShouldBeTrue();
        read.ShouldBe(path);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("8/000")]
    [InlineData("-1/000")]
    [InlineData("00/000")]
    [InlineData("0/0")]
    [InlineData("0/0000")]
    [InlineData("0/x000/001")]
    [InlineData("0/001/x002")]
    [InlineData("0/000.p/0")]
    [InlineData("0/000.p/256")]
    [InlineData("0/000.p/08")]
    [InlineData("0/000.p")]
    [InlineData("0/000/../001")]
    [InlineData("0/000.p/8/")]
    [InlineData("entries/000\n")]
    [InlineData("data/000")]
    [InlineData("0/x999/x999/x999/x999/x999/x999/999")]
    public void Any_other_writing_is_refused(string? text) => TilePath.TryParse(text, out _, out _).ShouldBeFalse();

    [Fact]
    public void Tiles_of_a_tree_are_as_wide_as_it_reaches()
    {
        TilePath.In(300, 0, 0)!.Value.Width.ShouldBe(256);
        TilePath.In(300, 0, 1)!.Value.Width.ShouldBe(44);
        TilePath.In(300, 1, 0)!.Value.Width.ShouldBe(1);
        TilePath.In(300, 0, 2).ShouldBeNull();
        TilePath.In(0, 0, 0).ShouldBeNull();
        TilePath.In(300, TilePath.Entries, 1)!.Value.Width.ShouldBe(44);
    }
}
