namespace Pmo.AuditLog.Tests;

public sealed class AuditIdTests
{
    [Fact]
    public void Ids_ascend_with_time_and_hold_no_run_of_sixteen_digits()
    {
        var start = new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
        var ids = Enumerable.Range(0, 1000).Select(i => AuditId.New(start.AddMilliseconds(i))).ToList();

        ids.ShouldBe(ids.Order(StringComparer.Ordinal));
        ids.ShouldAllBe(id => id.Length == 36 && id.Split('-').All(group => group.Length <= 12));
    }
}
