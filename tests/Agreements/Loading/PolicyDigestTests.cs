namespace Pmo.Agreements.Tests;

public sealed class PolicyDigestTests
{
    [Fact]
    public void Lengths_keep_two_sets_from_being_one_stream()
    {
        var one = PolicyDigest.Of([Sample.File("a", "bc"), Sample.File("d", "")]);
        var other = PolicyDigest.Of([Sample.File("a", "b"), Sample.File("cd", "")]);
        one.ShouldNotBe(other);
    }

    [Fact]
    public void Order_does_not_matter() =>
        PolicyDigest.Of([Sample.File("a", "1"), Sample.File("b", "2")])
            .ShouldBe(PolicyDigest.Of([Sample.File("b", "2"), Sample.File("a", "1")]));

    // printf 'pmo-policy-set-v1\0\0\0\001a\0\0\0\0011' | sha256sum
    [Fact]
    public void Digest_is_what_sha256sum_says() => PolicyDigest.Of([Sample.File("a", "1")]).ShouldBe("sha256:e90faeb425ec5d68c965380e4f91c9ea2231e566af9cc4d0f240c66d191ab348");
}
