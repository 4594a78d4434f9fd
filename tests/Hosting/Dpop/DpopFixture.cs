using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Primitives;
using Pmo.Hosting.Dpop;
using Pmo.Hosting.Storage;
using Pmo.Hosting.Tests.Storage;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Dpop;

/// <summary>A validator on a database of its own, and a client that makes right proofs for it.</summary>
public sealed class DpopFixture : IAsyncLifetime
{
    public const string Target = "https://pmo.example/v1/checks";
    public const string Token = "an.access.token";
    private TestDatabase _database = null!;

    public ManualClock Clock { get; } = new();

    public TestKey Key { get; } = TestKey.Ec();

    internal DpopValidator Validator { get; private set; } = null!;

    internal DpopNonces Nonces { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.NewAsync();
        Nonces = new DpopNonces(new EphemeralDataProtectionProvider(), Clock);
        Validator = NewValidator();
    }

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        Key.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Another on the same database: a replica, or this service after a restart.</summary>
    internal DpopValidator NewValidator() => new(new ReplayStore(_database.Database, Clock), Nonces, Clock);

    public TestJws Proof(TestKey? key = null) => TestJws.Proof(key ?? Key, Clock, "POST", Target, Token, Nonces.Current);

    public Task<DpopResult> JudgeAsync(TestJws proof) => JudgeAsync(proof.Sign());

    public Task<DpopResult> JudgeAsync(StringValues header) =>
        Validator.ValidateAsync(header, "POST", new Uri(Target), Token, Key.Thumbprint, TestContext.Current.CancellationToken);
}
