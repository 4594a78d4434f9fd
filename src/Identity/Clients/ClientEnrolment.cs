using Pmo.Identity.Clients.Storage;

namespace Pmo.Identity.Clients;

/// <summary>Enrols the clients of <c>Identity:ClientsFile</c> before the first request; clients that are not in it stay.</summary>
internal sealed partial class ClientEnrolment(IdentityOptions options, ClientStore store, ILogger<ClientEnrolment> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (options.ClientsFile is { } file)
        {
            var clients = ClientsFile.Read(file);
            await store.EnrolAsync(clients, cancellationToken);
            LogEnrolled(clients.Count, file);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Enrolled {Count} clients of {File}")]
    private partial void LogEnrolled(int count, string file);
}
