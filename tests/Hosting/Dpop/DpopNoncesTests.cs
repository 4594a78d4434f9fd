using Microsoft.AspNetCore.DataProtection;
using Pmo.Hosting.Dpop;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Dpop;

public sealed class DpopNoncesTests
{
    private readonly EphemeralDataProtectionProvider _ring = new();
    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData(0, nameof(NonceState.Good))]
    [InlineData(119, nameof(NonceState.Good))]
    [InlineData(120, nameof(NonceState.Ageing))]
    [InlineData(300, nameof(NonceState.Ageing))]
    [InlineData(301, nameof(NonceState.Bad))]
    [InlineData(86400, nameof(NonceState.Bad))]
    public void Ages_and_ends(int seconds, string state)
    {
        var nonces = New();
        var nonce = nonces.Current;
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        nonces.Judge(nonce).ToString().ShouldBe(state);
    }

    [Theory]
    [InlineData(15, nameof(NonceState.Good))]
    [InlineData(30, nameof(NonceState.Bad))]
    public void A_replica_takes_it_also_when_its_clock_is_a_little_behind(int behind, string state)
    {
        var nonce = New().Current;
        _clock.Advance(TimeSpan.FromSeconds(5 - behind));
        New().Judge(nonce).ToString().ShouldBe(state);
    }

    [Fact]
    public void The_same_for_a_while_then_another()
    {
        var nonces = New();
        var first = nonces.Current;
        nonces.Current.ShouldBe(first);
        _clock.Advance(TimeSpan.FromSeconds(15));
        nonces.Current.ShouldNotBe(first);
        nonces.Current.Length.ShouldBeLessThan(256);
        nonces.Current.ShouldAllBe(c => char.IsAsciiLetterOrDigit(c) || c == '-' || c == '_');
    }

    [Fact]
    public void Nobody_elses_ring_makes_one() =>
        New().Judge(new DpopNonces(new EphemeralDataProtectionProvider(), _clock).Current).ShouldBe(NonceState.Bad);

    [Fact]
    public void What_the_ring_protects_for_another_purpose_is_none() =>
        New().Judge(_ring.CreateProtector("other").Protect("12345678")).ShouldBe(NonceState.Bad);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("n-1")]
    [InlineData("not base64!")]
    [InlineData("1768478400")]
    public void Rubbish_is_none(string? nonce) => New().Judge(nonce).ShouldBe(NonceState.Bad);

    [Fact]
    public void A_huge_one_is_refused_unread() => New().Judge(new string('a', 100_000)).ShouldBe(NonceState.Bad);

    [Fact]
    public void One_changed_character_spoils_it()
    {
        var nonce = New().Current;
        var middle = nonce.Length / 2;
        New().Judge(nonce[..middle] + (nonce[middle] == 'A' ? 'B' : 'A') + nonce[(middle + 1)..]).ShouldBe(NonceState.Bad);
    }

    private DpopNonces New() => new(_ring, _clock);
}
