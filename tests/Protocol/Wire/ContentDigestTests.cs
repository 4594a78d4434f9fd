using System.Text;
using Pmo.Protocol.Wire;

namespace Pmo.Protocol.Tests.Wire;

public sealed class ContentDigestTests
{
    // RFC 9530, appendix B.1.
    private const string Body = "{\"hello\": \"world\"}\n";
    private const string Digest = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";

    [Fact]
    public void Example_of_the_rfc_holds() => ContentDigest.Of(Encoding.ASCII.GetBytes(Body)).ToString().ShouldBe(Digest);

    [Fact]
    public void What_is_written_is_read()
    {
        ContentDigest.TryParse(Digest, out var read).ShouldBeTrue();
        read.ShouldBe(ContentDigest.Of(Encoding.ASCII.GetBytes(Body)));
    }

    [Fact]
    public void Other_algorithms_are_passed_over()
    {
        ContentDigest.TryParse("sha-512=:AAAA:, " + Digest, out var read).ShouldBeTrue();
        read.ToString().ShouldBe(Digest);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha-512=:AAAA:")]
    [InlineData("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=")]
    [InlineData("sha-256=RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=")]
    [InlineData("sha-256=:AAAA:")]
    [InlineData("sha-256=:!!!!:")]
    [InlineData("sha-256=::")]
    [InlineData(Digest + ", " + Digest)]
    public void What_is_no_single_sha256_is_refused(string? header) => ContentDigest.TryParse(header, out _).ShouldBeFalse();
}
