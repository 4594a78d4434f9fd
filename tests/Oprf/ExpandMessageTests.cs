
namespace Pmo.Oprf.Tests;

public sealed class ExpandMessageTests
{
    [Fact] // long messages leave the stack buffer; both ways must hash the same bytes
    public void Length_of_the_message_changes_nothing_but_the_hash()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (int length in new[] { 0, 1, 127, 128, 800, 850, 851, 852, 853, 1024, Voprf.MaxInput })
        {
            var first = new byte[64];
            var second = new byte[64];
            ExpandMessage.Expand(new byte[length], "tag"u8, first);
            ExpandMessage.Expand(new byte[length], "tag"u8, second);
            first.ShouldBe(second);
            first.ShouldBe(Reference(new byte[length], "tag"u8.ToArray()));
            seen.Add(Convert.ToHexString(first)).ShouldBeTrue();
        }
    }

    [Fact]
    public void Tag_and_message_do_not_run_into_each_other()
    {
        var one = new byte[64];
        var other = new byte[64];
        ExpandMessage.Expand("ab"u8, "c"u8, one);
        ExpandMessage.Expand("a"u8, "bc"u8, other);
        one.ShouldNotBe(other);
    }

    /// <summary>RFC 9380 section 5.3.1, written with arrays.</summary>
    private static byte[] Reference(byte[] message, byte[] tag)
    {
        byte[] tagPrime = [.. tag, (byte)tag.Length];
        byte[] b0 = System.Security.Cryptography.SHA512.HashData([.. new byte[128], .. message, 0, 64, 0, .. tagPrime]);
        return System.Security.Cryptography.SHA512.HashData([.. b0, 1, .. tagPrime]);
    }
}
