using Pmo.AuditLog.Notes;

namespace Pmo.AuditLog.Tests.Notes;

public sealed class CheckpointTests
{
    private static readonly NoteSigner Signer = NoteSigner.Of("pmo.example/log", [.. Enumerable.Repeat((byte)3, 32)]);
    private static readonly string Note = new Checkpoint("pmo.example/log", 12, Enumerable.Repeat((byte)9, 32).ToArray()).Sign(Signer);

    [Fact]
    public void Signed_checkpoint_is_read_back()
    {
        Note.ShouldStartWith("pmo.example/log\n12\nCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=\n\n\u2014 pmo.example/log ");
        Checkpoint.TryOpen(Note, Signer.Key, out var checkpoint, out _).ShouldBeTrue();
        checkpoint.ShouldBe(new Checkpoint("pmo.example/log", 12, Enumerable.Repeat((byte)9, 32).ToArray()));
    }

    [Fact]
    public void Signatures_of_others_are_skipped()
    {
        var other = NoteSigner.Of("witness.example", NoteSigner.NewSeed());
        var more = Note + new Checkpoint("witness.example", 1, new byte[32]).Sign(other).Split('\n')[^2] + "\n";

        Checkpoint.TryOpen(more, Signer.Key, out _, out _).ShouldBeTrue();
        Checkpoint.TryOpen(more, other.Key, out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void Every_changed_character_is_found()
    {
        for (var i = 0; i < Note.Length; i++)
        {
            var changed = Note.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            Checkpoint.TryOpen(new string(changed), Signer.Key, out _, out _).ShouldBeFalse($"character {i}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("pmo.example/log\n12\n")]
    [InlineData("pmo.example/log\n12\nAAAA\n\n\u2014 pmo.example/log AAAA\n")]
    [InlineData("x\r\n\n\u2014 x y\n")]
    public void What_is_no_note_is_refused(string note) => Checkpoint.TryOpen(note, Signer.Key, out _, out _).ShouldBeFalse();

    [Fact]
    public void Text_that_is_no_checkpoint_is_refused_though_signed()
    {
        foreach (var text in (string[])["pmo.example/log\n012\nAA==\n", "pmo.example/log\n-1\n\n", "other/log\n1\nCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=\n", "pmo.example/log\n1\n"])
        {
            Checkpoint.TryOpen(SignedNote.Sign(text, Signer), Signer.Key, out _, out _).ShouldBeFalse(text);
        }
    }
}
