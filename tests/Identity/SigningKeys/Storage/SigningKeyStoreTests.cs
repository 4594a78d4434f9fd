using Microsoft.Extensions.DependencyInjection;
using Pmo.Identity.SigningKeys.Storage;

namespace Pmo.Identity.Tests.SigningKeys.Storage;

public sealed class SigningKeyStoreTests(IdentityFixture identity) : IClassFixture<IdentityFixture>
{
    [Fact]
    public async Task A_process_that_comes_second_gets_the_key_of_the_first()
    {
        var store = identity.Host.App.Services.GetRequiredService<SigningKeyStore>();
        var first = (await store.ReadAsync(TestContext.Current.CancellationToken)).Single();
        var read = await store.AddFirstAsync(new StoredKey("another", [1, 2, 3]), TestContext.Current.CancellationToken);
        read.Single().Kid.ShouldBe(first.Kid);
    }
}
