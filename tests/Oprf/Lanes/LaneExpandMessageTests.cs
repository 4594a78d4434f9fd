namespace Pmo.Oprf.Tests.Lanes;

public sealed class LaneExpandMessageTests
{
    public static TheoryData<string> All => Paths.All;

    /// <summary>Lengths on both sides of every border of a block, and counts on both sides of a full register.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Each_message_expands_as_with_the_platforms_hash(string path)
    {
        var expand = Paths.Named(path).Expand;
        var random = new SeededBytes(63);
        foreach (int count in new[] { 1, 7, 8, 9 })
        {
            for (int length = 0; length < 300; length += count == 1 ? 1 : 13)
            {
                var messages = random.Next(count * length);
                var uniform = new byte[count * 64];
                expand(messages, VoprfSuite.GroupTag, uniform);
                var expected = new byte[64];
                for (int i = 0; i < count; i++)
                {
                    ExpandMessage.Expand(messages.AsSpan(i * length, length), VoprfSuite.GroupTag, expected);
                    uniform.AsSpan(i * 64, 64).SequenceEqual(expected).ShouldBeTrue();
                }
            }
        }
    }
}
