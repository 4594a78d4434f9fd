using Pmo.Oprf.Lanes;

namespace Pmo.Oprf.Tests.Lanes;

public sealed class LaneElementTests
{
    public static TheoryData<string> WithLanes => Paths.WithLanes;

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(WithLanes))]
    public void Over_a_million_random_results_are_those_of_the_portable_field(string path) =>
        Paths.Run(path, LaneFieldChecks<FourLanes>.Over_a_million_random_results_are_those_of_the_portable_field, LaneFieldChecks<EightLanes>.Over_a_million_random_results_are_those_of_the_portable_field);

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(WithLanes))]
    public void Edges_in_every_lane_beside_other_edges_are_those_of_the_portable_field(string path) =>
        Paths.Run(path, LaneFieldChecks<FourLanes>.Edges_in_every_lane_beside_other_edges_are_those_of_the_portable_field, LaneFieldChecks<EightLanes>.Edges_in_every_lane_beside_other_edges_are_those_of_the_portable_field);

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(WithLanes))]
    public void Random_roots_and_inverses_are_those_of_the_portable_field(string path) =>
        Paths.Run(path, LaneFieldChecks<FourLanes>.Random_roots_and_inverses_are_those_of_the_portable_field, LaneFieldChecks<EightLanes>.Random_roots_and_inverses_are_those_of_the_portable_field);

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(WithLanes))]
    public void The_loosest_factors_do_not_overflow(string path) =>
        Paths.Run(path, LaneFieldChecks<FourLanes>.The_loosest_factors_do_not_overflow, LaneFieldChecks<EightLanes>.The_loosest_factors_do_not_overflow);

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(WithLanes))]
    public void The_sums_of_the_point_formulas_are_right_at_their_limits(string path) =>
        Paths.Run(path, LaneFieldChecks<FourLanes>.The_sums_of_the_point_formulas_are_right_at_their_limits, LaneFieldChecks<EightLanes>.The_sums_of_the_point_formulas_are_right_at_their_limits);
}
