using System.Text;
using Pmo.Identity.SecondFactors;

namespace Pmo.Identity.Tests.SecondFactors;

public sealed class Base32Tests
{
    // RFC 4648, 10, without the padding.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Rfc4648(string text, string encoded)
    {
        Base32.Encode(Encoding.ASCII.GetBytes(text)).ShouldBe(encoded);
        Encoding.ASCII.GetString(Base32.TryDecode(encoded)!).ShouldBe(text);
    }

    [Theory]
    [InlineData("my")]
    [InlineData("M1")]
    [InlineData("MY======")]
    public void What_is_none(string text) => Base32.TryDecode(text).ShouldBeNull();
}
