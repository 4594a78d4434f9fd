using Pmo.AuditLog.Notes;

namespace Pmo.AuditLog.Tests.Notes;

public sealed class NoteKeyTests
{
    // The key of the example in Go's golang.org/x/mod/sumdb/note.
    private const string Peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    [Fact]
    public void Known_key_is_read_and_a_known_note_verified()
    {
        const string Note =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
            + "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

        NoteKey.TryParse(Peter, out var key, out _).ShouldBeTrue();
        key.ToString().ShouldBe(Peter);
        SignedNote.Open(Note, key, out _).ShouldBe("If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n");
        SignedNote.Open(Note.Replace("answer", "solver", StringComparison.Ordinal), key, out _).ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("PeterNeumann")]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("Peter+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("PeterNeumann+c74f20a3+AR==")]
    public void What_is_no_sound_key_is_refused(string? text) => NoteKey.TryParse(text, out _, out _).ShouldBeFalse();
}
