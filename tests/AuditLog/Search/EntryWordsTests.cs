using System.Text;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Search;

namespace Pmo.AuditLog.Tests.Search;

public sealed class EntryWordsTests
{
    [Fact]
    public void Words_are_those_of_an_entry_as_it_is_stored()
    {
        var entry = new AuditEntry
        {
            Id = "0198f2a0", At = DateTimeOffset.UnixEpoch, Kind = AuditKind.Access, Decision = AuditDecision.Outcome, Organisation = "csr-a", User = "Ibu \"Ani\" é+",
            Agreement = "pks", Purpose = "targeting", Operation = "check", Datasets = ["pkh", "zakat"], Reasons = ["no_agreement"], Status = 403, Rows = 7,
            Session = "s", Request = "r", Address = "192.0.2.7", Previous = "p", Erased = [new ErasedEntry(1, "kept")], Key = "kid", Case = "c",
        };

        Words(EntryBytes.Write(entry)).ShouldBe(
            [
                EntryWords.Kind("access"), EntryWords.Decision("outcome"), EntryWords.Organisation("csr-a"), EntryWords.User("Ibu \"Ani\" é+"),
                EntryWords.Agreement("pks"), EntryWords.Purpose("targeting"), EntryWords.Operation("check"), EntryWords.Dataset("pkh"), EntryWords.Dataset("zakat"),
                EntryWords.Reason("no_agreement"), EntryWords.Status(403),
            ],
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{", "")]
    [InlineData("7", "")]
    [InlineData("""["kind"]""", "")]
    [InlineData("""{"kind":"access","user":"a""", "kind:access")]
    [InlineData("""{"kind":"access","user":"\ud800","operation":"check"}""", "kind:access")]
    [InlineData("""{"kind":null,"user":{"user":"a"},"datasets":["a",{"user":"b"},"c"],"operation":"check"}""", "dataset:a operation:check")]
    [InlineData("""[{"user":"a"}]""", "")]
    [InlineData("""{"other":{"user":"a"},"user":"b"}""", "user:b")]
    public void Words_of_what_is_no_entry_are_those_that_can_be_read(string bytes, string words) =>
        string.Join(' ', Words(Encoding.UTF8.GetBytes(bytes))).ShouldBe(words);

    [Fact]
    public void Text_that_is_no_utf8_ends_the_words() => Words([.. "{\"kind\":\"access\",\"user\":\""u8, 0xff, .. "\",\"purpose\":\"p\"}"u8]).ShouldBe(["kind:access"]);

    private static List<string> Words(byte[] entry)
    {
        var words = new List<string>();
        EntryWords.Read(entry, word => words.Add(word.ToString()));
        return words;
    }
}
