using Pmo.Oprf.Batch;

namespace Pmo.Oprf.Tests.Batch;

public sealed class BatchPathTests
{
    private static readonly BatchPath Portable = BatchPath.All[^1];
    private static readonly BatchPath Absent = Portable with { Name = "absent", IsSupported = false };
    private static readonly BatchPath Wrong = Portable with { Name = "wrong", Rent = count => new WrongBatch(count) };

    public static TheoryData<string> All => Paths.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Every_path_gives_the_known_answer(string path) => KnownAnswer.IsGivenBy(Paths.Named(path)).ShouldBeTrue();

    [Fact]
    public void The_fastest_that_is_right_is_taken()
    {
        BatchPath.Choose(null, [Absent, Wrong, Portable]).ShouldBe(Portable);
        BatchPath.Choose("", [Portable, Wrong]).ShouldBe(Portable);
    }

    [Fact]
    public void A_path_asked_for_is_taken_or_refused_with_a_reason()
    {
        BatchPath.Choose("portable", BatchPath.All).ShouldBe(Portable);
        Message("sse9", BatchPath.All).ShouldBe("PMO_OPRF=sse9 is none of avx512, avx2, portable.");
        Message("absent", [Absent, Portable]).ShouldContain("lacks the instructions");
        Message("wrong", [Wrong, Portable]).ShouldContain("fails its self-test");
        Should.Throw<InvalidOperationException>(() => BatchPath.Choose(null, [Wrong]));
    }

    [Fact]
    public void The_active_path_has_a_name() => BatchPath.All.Select(p => p.Name).ShouldContain(OprfPath.Active);

    private static string Message(string name, IReadOnlyList<BatchPath> paths) =>
        Should.Throw<InvalidOperationException>(() => BatchPath.Choose(name, paths)).Message;
}
