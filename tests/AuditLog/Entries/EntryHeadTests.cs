using System.Text;
using Pmo.AuditLog.Entries;

namespace Pmo.AuditLog.Tests.Entries;

public sealed class EntryHeadTests
{
    private const string Sound = """{"id":"a1","at":"2026-01-02T03:04:05.678Z","kind":"access","more":{"id":"other","kind":["x"]}}""";
    private const long At = 1767323045678;

    [Fact]
    public void A_sound_entry_holds_to_its_own_head_and_to_no_other()
    {
        Holds(Sound, "a1", At, "access").ShouldBeTrue();
        Holds(Sound, "other", At, "access").ShouldBeFalse();
        Holds(Sound, "a1", At + 1, "access").ShouldBeFalse();
        Holds(Sound, "a1", At, "audit").ShouldBeFalse();
        Holds(Sound, null, At, "access").ShouldBeFalse();
        Holds(Sound, "a1", null, "access").ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("not JSON")]
    [InlineData("""{"id":"a1","at":"2026-01-02T03:04:05.678Z","kind":"access" """)]
    [InlineData("""{"id":"a1","at":"2026-01-02T03:04:05.678Z","kind":"access"} {}""")]
    [InlineData("""{"id":"a1","at":"2026-01-02T03:04:05.678Z","kind":"access","id":"a2"}""")]
    [InlineData("""{"id":1,"at":"2026-01-02T03:04:05.678Z","kind":"access"}""")]
    [InlineData("""{"id":"a1","at":1767323045678,"kind":"access"}""")]
    [InlineData("""{"id":"a1","at":"2026-01-02T03:04:05.678Z"}""")]
    public void Bytes_that_say_anything_else(string entry) => Holds(entry, "a1", At, "access").ShouldBeFalse();

    [Theory]
    [InlineData(Sound)]
    [InlineData("{}")]
    [InlineData("""{"id":"\u0061\u0031","at":"2026-01-02T10:04:05.678+07:00","kind":"access"}""")]
    [InlineData("""{"\u0069d":"a1","a\u0074":"2026-01-02T03:04:05.678Z","\u006b\u0069\u006e\u0064":"access","\u0064\u0065":1}""")]
    [InlineData("""{"id":"first","id":"a1","at":"yesterday","at":"2026-01-02T03:04:05.678Z","kind":null}""")]
    public void It_holds_to_what_is_read_of_it(string entry)
    {
        EntryHead.TryRead(Encoding.UTF8.GetBytes(entry), out var head).ShouldBeTrue();
        Holds(entry, head.Id, head.At, head.Kind).ShouldBeTrue();
    }

    private static bool Holds(string entry, string? id, long? at, string? kind) =>
        EntryHead.Holds(Encoding.UTF8.GetBytes(entry), Column.Of(id), at, Column.Of(kind));
}
