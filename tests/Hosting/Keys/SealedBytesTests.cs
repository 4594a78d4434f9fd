using System.Security.Cryptography;
using Pmo.Hosting.Keys;

namespace Pmo.Hosting.Tests.Keys;

public sealed class SealedBytesTests
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _content = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void Opens_what_it_sealed() => SealedBytes.Open(_key, SealedBytes.Seal(_key, _content, "a"), "a").ShouldBe(_content);

    [Fact]
    public void Thief_who_can_write_cannot_put_one_key_in_anothers_place() =>
        Should.Throw<CryptographicException>(() => SealedBytes.Open(_key, SealedBytes.Seal(_key, _content, "nik"), "kk"));

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        var box = SealedBytes.Seal(_key, _content, "a");
        for (var i = 0; i < box.Length; i++)
        {
            var changed = (byte[])box.Clone();
            changed[i] ^= 1;
            Should.Throw<CryptographicException>(() => SealedBytes.Open(_key, changed, "a"));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(27)]
    public void Too_short_a_box_is_refused(int length) =>
        Should.Throw<CryptographicException>(() => SealedBytes.Open(_key, new byte[length], "a"));
}
