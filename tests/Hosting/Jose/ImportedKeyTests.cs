using System.Security.Cryptography;
using Pmo.Hosting.Jose;

namespace Pmo.Hosting.Tests.Jose;

public sealed class ImportedKeyTests : IDisposable
{
    private readonly ECDsa _pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private int _imports;

    [Fact]
    public void It_is_imported_once_for_many_verifications()
    {
        var key = new ImportedKey(Import);
        for (var i = 0; i < 10; i++)
        {
            Verify(key, i).ShouldBeTrue();
        }

        _imports.ShouldBe(1);
    }

    [Fact]
    public async Task Many_threads_at_once_judge_rightly()
    {
        var key = new ImportedKey(Import);
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, (i, _) =>
        {
            Verify(key, i).ShouldBeTrue();
            key.Verify([1, 2, 3], Sign(i)).ShouldBeFalse();
            return ValueTask.CompletedTask;
        });
        key.Idle.ShouldBeInRange(1, Environment.ProcessorCount);
    }

    [Fact]
    public void Retired_it_still_verifies_and_keeps_nothing()
    {
        var key = new ImportedKey(Import);
        key.Retire();
        key.Idle.ShouldBe(0);
        Verify(key, 1).ShouldBeTrue();
        key.Idle.ShouldBe(0);
    }

    [Fact]
    public void An_unsound_key_is_told_at_once() =>
        Should.Throw<CryptographicException>(() => new ImportedKey(() => throw new CryptographicException()));

    public void Dispose() => _pair.Dispose();

    private bool Verify(ImportedKey key, int message) => key.Verify(BitConverter.GetBytes(message), Sign(message));

    private byte[] Sign(int message)
    {
        lock (_pair)
        {
            return _pair.SignData(BitConverter.GetBytes(message), HashAlgorithmName.SHA256);
        }
    }

    private ECDsa Import()
    {
        lock (_pair)
        {
            _imports++;
            return ECDsa.Create(_pair.ExportParameters(includePrivateParameters: false));
        }
    }
}
