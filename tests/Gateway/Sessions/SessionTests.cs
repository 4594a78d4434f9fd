using System.Collections.Immutable;
using Pmo.Agreements;
using Pmo.Gateway.Sessions;

namespace Pmo.Gateway.Tests.Sessions;

/// <summary>Of what was decided at opening and is decided now, the stricter holds.</summary>
public sealed class SessionTests
{
    private static readonly Session Opened = new()
    {
        Id = "s", Partner = "csr", Agreement = "csr-pks", Purpose = "evaluation", Operation = "check", Kind = "nik", Kinds = ["nik"], Datasets = [],
        Disclose = ["overlap", "year"], Regions = Scope("18", ""), N = 1, State = Session.Open, Audit = "a", Charges = [], IsUsed = false,
        OpenedAt = DateTimeOffset.UnixEpoch, ExpiresAt = DateTimeOffset.UnixEpoch,
    };

    [Fact]
    public void Regions_are_those_that_both_allow()
    {
        var narrowed = Opened.Narrowed(Now(Scope("", "1871"))).ShouldNotBeNull();

        (string.Join(' ', narrowed.Regions.Only), string.Join(' ', narrowed.Regions.Withheld)).ShouldBe(("18", "1871"));
        narrowed.Disclose.ShouldBe(["overlap"]);
        Opened.Narrowed(Now(Scope("19", ""))).ShouldBeNull();
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(5, null, 5)]
    [InlineData(null, 7, 7)]
    [InlineData(5, 7, 7)]
    [InlineData(7, 5, 7)]
    public void Threshold_is_the_larger(int? then, int? now, int? holds) =>
        (Opened with { Threshold = then }).Narrowed(Now(RegionScope.Everywhere, threshold: now))!.Threshold.ShouldBe(holds);

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(0.5, null, 0.5)]
    [InlineData(null, 0.25, 0.25)]
    [InlineData(0.5, 0.25, 0.25)]
    [InlineData(0.25, 0.5, 0.25)]
    public void Epsilon_is_the_smaller(double? then, double? now, double? holds) =>
        (Opened with { Epsilon = (decimal?)then }).Narrowed(Now(RegionScope.Everywhere, epsilon: (decimal?)now))!.Epsilon.ShouldBe((decimal?)holds);

    private static Obligations Now(RegionScope regions, int? threshold = null, decimal? epsilon = null) =>
        new(ImmutableArray.Create(Disclosure.Overlap, Disclosure.Category), regions, threshold, epsilon is { } e ? new Noise(e) : null);

    private static RegionScope Scope(string only, string withheld) =>
        RegionScope.TryParse(only.Split(' ', StringSplitOptions.RemoveEmptyEntries), withheld.Split(' ', StringSplitOptions.RemoveEmptyEntries), out var scope)
            ? scope
            : throw new ArgumentException("No scope.", nameof(only));
}
