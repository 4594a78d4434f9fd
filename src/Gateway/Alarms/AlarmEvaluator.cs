namespace Pmo.Gateway.Alarms;

/// <summary>Runs <see cref="AlarmPass"/> over and over, beside the requests and never in their way.</summary>
internal sealed partial class AlarmEvaluator(AlarmPass pass, AlarmOptions options, TimeProvider time, ILogger<AlarmEvaluator> logger) : BackgroundService
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private long _lastTicks;

    /// <summary>When a pass last ended well; before the first, when this was started.</summary>
    public DateTimeOffset Last => new(Interlocked.Read(ref _lastTicks), TimeSpan.Zero);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _lastTicks, time.GetUtcNow().UtcTicks);
        return base.StartAsync(cancellationToken);
    }

    /// <summary>One pass over all that is new.</summary>
    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await pass.RunAsync(cancellation);
            Interlocked.Exchange(ref _lastTicks, time.GetUtcNow().UtcTicks);
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(options.Every, time);
        try
        {
            do
            {
                await TryAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task TryAsync(CancellationToken cancellation)
    {
        try
        {
            await RunOnceAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // whatever it is, it must not take the service down: health says that alarms are not looked for
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Alarms could not be looked for; another try follows")]
    private partial void LogFailed(Exception exception);
}
