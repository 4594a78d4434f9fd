using System.Text;
using Pmo.AuditLog.Entries;

namespace Pmo.AuditLog.Tests.Entries;

public sealed class EntryBytesTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    internal static byte[] Bytes(AuditEntry entry) => EntryBytes.Write(entry);

    [Fact]
    public void What_stays_of_an_erased_entry_names_nobody_but_the_organisation()
    {
        var kept = EntryBytes.Kept(new AuditEntry
        {
            Id = "id-1", At = At, Kind = "access", Decision = "allow", Organisation = "csr-nusantara", Operation = "check", User = "officer-7",
            Address = "192.0.2.7", Agreement = "csr-nusantara-demo", Rows = 3, Session = "s", Request = "r", Datasets = ["pkh"],
        });

        Encoding.UTF8.GetString(kept).ShouldBe(
            """{"id":"id-1","at":"2026-01-02T03:04:05.678+00:00","kind":"access","decision":"allow","organisation":"csr-nusantara","operation":"check"}""");
    }

    [Fact]
    public void Head_is_what_the_whole_entry_says()
    {
        var entry = new AuditEntry { Id = "id-1", At = At, Kind = "audit", Decision = "allow", Operation = "erase", Erased = [new ErasedEntry(3, "k")], Datasets = ["a"] };

        EntryHead.TryRead(EntryBytes.Write(entry), out var head).ShouldBeTrue();
        head.ShouldBe(new EntryHead("id-1", At.ToUnixTimeMilliseconds(), "audit", "erase"));
        EntryBytes.Read(EntryBytes.Write(entry))!.Erased!.ShouldBe([new ErasedEntry(3, "k")]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"id\":\"a\"")]
    [InlineData("{\"id\":\"a\"} {}")]
    [InlineData("\"id\"")]
    public void Bytes_that_are_no_entry_have_no_head(string bytes) => EntryHead.TryRead(Encoding.UTF8.GetBytes(bytes), out _).ShouldBeFalse();
}
