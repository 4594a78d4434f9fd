using Pmo.Client.Http;
using Pmo.Client.Messages;

namespace Pmo.Client.Tests.Http;

public sealed class ServerClockTests
{
    private static readonly DateTimeOffset Local = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private readonly ServerClock _clock = new(new Still());

    [Fact]
    public void Before_it_has_learnt_it_is_the_machines() =>
        (_clock.GetUtcNow(), _clock.Ahead, _clock.IsOff).ShouldBe((Local, null, false));

    [Theory]
    [InlineData(-86400, true)]
    [InlineData(-86401, false)]
    [InlineData(-11, true)]
    [InlineData(-10, false)]
    [InlineData(10, false)]
    [InlineData(11, true)]
    [InlineData(86400, true)]
    [InlineData(86401, false)]
    public void Corrects_from_over_10_seconds_to_a_day(int server, bool corrects)
    {
        Learn(server);
        _clock.Ahead.ShouldBe(TimeSpan.FromSeconds(-server));
        _clock.GetUtcNow().ShouldBe(corrects ? Local.AddSeconds(server) : Local);
    }

    [Fact]
    public void The_newest_answer_counts()
    {
        Learn(-300);
        Learn(0);
        (_clock.GetUtcNow(), _clock.IsOff).ShouldBe((Local, false));
    }

    [Fact]
    public void An_answer_from_a_cache_tells_nothing()
    {
        using var response = new HttpResponseMessage();
        response.Headers.Date = Local.AddSeconds(-300);
        response.Headers.Age = TimeSpan.FromSeconds(300);
        _clock.Learn(response);
        _clock.Ahead.ShouldBeNull();
    }

    [Theory]
    [InlineData(-172800, "172800 seconds ahead of")]
    [InlineData(172800, "172800 seconds behind")]
    public void Says_by_how_much_it_is_off_when_that_is_too_much(int server, string text)
    {
        Learn(server);
        using var response = new HttpResponseMessage();
        _clock.Explain(response, Language.En).ShouldNotBeNull().Detail.ShouldContain(text);
        Learn(100);
        _clock.Explain(response, Language.En).ShouldBeNull();
    }

    private void Learn(int server)
    {
        using var response = new HttpResponseMessage();
        response.Headers.Date = Local.AddSeconds(server);
        _clock.Learn(response);
    }

    private sealed class Still : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Local;
    }
}
