using Pmo.AuditLog.Export;

namespace Pmo.AuditLog.Tests.Export;

public sealed class EntryCsvTests
{
    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("=\"a\",b", "\"'=\"\"a\"\",b\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    [InlineData("officer-7", "officer-7")]
    public void Formula_injection_in_a_user_name_is_text(string user, string cell)
    {
        var line = EntryCsv.Line(new AuditEntry
        {
            Id = "i", At = DateTimeOffset.UnixEpoch, Kind = "access", Decision = "allow", User = user, Datasets = ["a", "b"], Rows = 3,
        });

        line.ShouldBe($"i,1970-01-01T00:00:00.000Z,access,allow,,{cell},,,,a b,,3,,,,,,,,,,\r\n");
    }

    [Fact]
    public void Every_line_has_a_cell_for_each_name() =>
        EntryCsv.Header.Count(c => c == ',').ShouldBe(
            EntryCsv.Line(new AuditEntry { Id = "i", At = DateTimeOffset.UnixEpoch, Kind = "k", Decision = "d" }).Count(c => c == ','));
}
