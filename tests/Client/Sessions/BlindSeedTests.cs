using System.Text.Json;
using Pmo.Client.Sessions;
using Pmo.Oprf;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Tests.Sessions;

public sealed class BlindSeedTests
{
    private static readonly byte[] Input = PersonInput.Canary(IdentityKind.Nik);

    // Python: int.from_bytes(hmac.new(bytes(range(32)), b"pmo-blind-v1" + part + index + input, "sha512").digest(), "little") % l
    [Theory]
    [InlineData(0, 0, "05e271c77ed97d78bd6bbd631b8f839264973b51feb04aee40f731aa3149260f")]
    [InlineData(3, 8191, "75cde1e8b25a08fc99383448a21f8b846bfa61940cfc97c79a51186e8aaf720d")]
    public void Blind_is_the_hmac_that_another_implementation_computes(int part, int index, string expected)
    {
        var seed = BlindSeed.Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)])!;
        Hex(seed.Blind(part, index, Input)).ShouldBe(expected);
    }

    [Fact]
    public void Part_index_input_and_seed_all_change_the_blind()
    {
        var seed = BlindSeed.New();
        string[] blinds =
        [
            Hex(seed.Blind(0, 1, Input)), Hex(seed.Blind(1, 0, Input)), Hex(seed.Blind(0, 0, Input)), Hex(seed.Blind(0, 0, "nik:x"u8)),
            Hex(BlindSeed.New().Blind(0, 0, Input)),
        ];
        blinds.ShouldBeUnique();
        Hex(BlindSeed.Of(seed.Export())!.Blind(0, 1, Input)).ShouldBe(blinds[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Seed_of_another_length_is_refused(int length) => BlindSeed.Of(new byte[length]).ShouldBeNull();

    [Fact]
    public void Does_not_print_itself()
    {
        BlindSeed.New().ToString().ShouldBe("BlindSeed");
        JsonSerializer.Serialize(BlindSeed.New()).ShouldBe("{}");
    }

    private static string Hex(Scalar scalar)
    {
        var bytes = new byte[Scalar.Size];
        scalar.CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
