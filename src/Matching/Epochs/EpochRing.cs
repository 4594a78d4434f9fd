using Pmo.Hosting.Startup;
using Pmo.Matching.Epochs.Storage;

namespace Pmo.Matching.Epochs;

/// <summary>The epochs in use. Loaded at start, which fails when they cannot be opened; looked for again while there is none. Thread-safe.</summary>
internal sealed class EpochRing(EpochStore store, EpochVault vault, PairingImporter importer, ILogger<EpochRing> logger) : IHostedService, IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile EpochKeys? _active;
    private volatile string? _problem;

    /// <summary>The epoch whose tokens are taken; null before the first pairing.</summary>
    public EpochKeys? Active => _active;

    /// <summary>Code of the failure at the last look; null when it went well.</summary>
    public string? Problem => _problem;

    public Task StartAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Looks for pairing files that came after the start. A bad one is reported, in log and health, and stops nothing.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await LoadAsync(cancellation);
            _problem = null;
        }
        catch (StartupException e)
        {
            if (_problem != e.Code)
            {
                logger.PairingRefused(e.Code, e.Message);
            }

            _problem = e.Code;
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task LoadAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await importer.ImportAsync(cancellation);
            if (_active is null && (await store.ListAsync(cancellation)).FirstOrDefault(e => e.State == EpochStore.Active) is { } row)
            {
                _active = new EpochKeys(row.Key, row.Epoch, vault.Open(row.Epoch, row.Content));
            }
        }
        finally
        {
            _one.Release();
        }
    }
}
