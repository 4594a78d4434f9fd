using System.Buffers.Binary;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Identity.Passwords;

namespace Pmo.Identity.Tests.Passwords;

public sealed class PasswordSetupTests
{
    [Fact]
    public async Task Hashes_are_PBKDF2_with_SHA_512_at_todays_cost_and_salted()
    {
        var services = new ServiceCollection();
        services.AddOptions().AddPasswords();
        await using var provider = services.BuildServiceProvider();
        var work = provider.GetRequiredService<PasswordWork>();
        var hash = await work.HashAsync("tujuh gajah biru", TestContext.Current.CancellationToken);

        // The framework's third form: 1, then the PRF, the iterations and the length of the salt, big-endian.
        var bytes = Convert.FromBase64String(hash);
        bytes[0].ShouldBe((byte)1);
        BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)).ShouldBe(2u);
        BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5)).ShouldBe(220_000u);
        BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(9)).ShouldBe(16u);
        (await work.HashAsync("tujuh gajah biru", TestContext.Current.CancellationToken)).ShouldNotBe(hash);
        (await work.VerifyAsync(hash, "tujuh gajah biru", TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await work.VerifyAsync(hash, "tujuh gajah biru ", TestContext.Current.CancellationToken)).ShouldBeFalse();
        (await work.VerifyAsync(hash, "ｔｕｊｕｈ gajah biru", TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await work.VerifyAsync(null, "", TestContext.Current.CancellationToken)).ShouldBeFalse();
    }
}
