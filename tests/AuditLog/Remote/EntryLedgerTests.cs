using System.Text;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Remote;
using Pmo.AuditLog.Verify;

namespace Pmo.AuditLog.Tests.Remote;

public sealed class EntryLedgerTests
{
    private static readonly byte[] Salt = new byte[32];

    private static AuditEntry Entry(string id) => new() { Id = id, At = DateTimeOffset.UnixEpoch, Kind = AuditKind.Access, Decision = AuditDecision.Allow, User = "u" };

    [Fact]
    public void Entries_that_match_are_sound_and_later_ones_are_not_missed()
    {
        var ledger = new EntryLedger(isWhole: true);
        Add(ledger, 0, Entry("a"));
        Add(ledger, 1, Entry("b"));

        ledger.Compare(0, [Commit(Entry("a")), Commit(Entry("b")), new byte[32]]).ShouldBeEmpty();
        (ledger.Count, ledger.Compared).ShouldBe((2, 2));
    }

    [Fact]
    public void Altered_entry_is_named()
    {
        var ledger = new EntryLedger(isWhole: true);
        Add(ledger, 0, Entry("a"));
        Add(ledger, 1, Entry("b") with { User = "somebody-else" });

        ledger.Compare(0, [Commit(Entry("a")), Commit(Entry("b"))]).ShouldBe([new LogFault(FaultKind.EntryAltered, 1, 1, "b")]);
    }

    [Fact]
    public void Entry_that_is_kept_from_the_reader_is_missing_only_when_the_reader_sees_all()
    {
        foreach (var isWhole in (bool[])[true, false])
        {
            var ledger = new EntryLedger(isWhole);
            Add(ledger, 1, Entry("b"));
            ledger.Compare(0, [Commit(Entry("a")), Commit(Entry("b"))]).Select(f => f.Kind).ShouldBe(isWhole ? [FaultKind.EntryMissing] : []);
        }
    }

    [Fact]
    public void Erased_entry_must_be_what_its_erasure_says()
    {
        var kept = EntryBytes.Kept(Entry("a"));
        LogFault? Judge(string digest, byte[] stays, bool isSaid = true)
        {
            var ledger = new EntryLedger(isWhole: true);
            ledger.Add(0, Encoding.UTF8.GetString(stays), salt: null);
            Add(ledger, 1, Entry("e") with { Kind = AuditKind.Audit, Operation = "erase", Erased = isSaid ? [new ErasedEntry(0, digest)] : [] });
            return ledger.Compare(0, [Commit(Entry("a"))]).SingleOrDefault();
        }

        Judge(EntryBytes.Digest(kept), kept).ShouldBeNull();
        Judge("x", kept)!.Kind.ShouldBe(FaultKind.KeptAltered);
        Judge("x", kept, isSaid: false)!.Kind.ShouldBe(FaultKind.ErasedSilently);
    }

    [Fact]
    public void Damaged_entry_is_altered()
    {
        var ledger = new EntryLedger(isWhole: false);
        ledger.Add(0, entry: null, Salt);

        ledger.Compare(0, [Commit(Entry("a"))]).Single().Kind.ShouldBe(FaultKind.EntryAltered);
    }

    private static void Add(EntryLedger ledger, long seq, AuditEntry entry) => ledger.Add(seq, Encoding.UTF8.GetString(EntryBytes.Write(entry)), Salt);

    private static byte[] Commit(AuditEntry entry) => EntryBytes.Commit(Salt, EntryBytes.Write(entry));
}
