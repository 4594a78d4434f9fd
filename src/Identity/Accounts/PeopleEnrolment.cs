using Pmo.Hosting.Startup;
using Pmo.Hosting.Storage;
using Pmo.Identity.Accounts.Storage;
using Pmo.Identity.Passwords;
using Pmo.Identity.SecondFactors;

namespace Pmo.Identity.Accounts;

/// <summary>Puts the people of <c>Identity:PeopleFile</c> in before the first request, those who are there already left as they are.</summary>
internal sealed partial class PeopleEnrolment(
    IdentityOptions options, IHostEnvironment environment, PersonStore people, CredentialTable credentials, PasswordWork passwords, SecretBox box,
    Database database, ILogger<PeopleEnrolment> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (options.PeopleFile is not { } file)
        {
            return;
        }

        if (!environment.IsDevelopment())
        {
            throw new StartupException(
                "people_file_refused",
                "Identity:PeopleFile berisi kata sandi dan hanya untuk Development. Hapus pengaturannya; undang orang lewat operator.",
                "Identity:PeopleFile holds passwords and is for Development only. Remove the setting; have people invited by an operator.");
        }

        foreach (var ready in PeopleFile.Read(file))
        {
            await AddAsync(ready, cancellationToken);
        }

        LogRead(file);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task AddAsync(ReadyPerson ready, CancellationToken cancellation)
    {
        var id = ready.Person.Id;
        if (await people.FindByNameAsync(ready.Person.UserName, cancellation) is not null)
        {
            return;
        }

        var hash = await passwords.HashAsync(ready.Password, cancellation);
        await database.WriteAsync(
            async transaction =>
            {
                if (await people.AddAsync(ready.Person, transaction))
                {
                    var stamp = await credentials.StampAsync(id, transaction);
                    stamp = await credentials.SetPasswordAsync(id, stamp!, hash, until: null, transaction);
                    await credentials.OfferSecretAsync(id, stamp!, box.Seal(id, ready.Secret), transaction);
                    await credentials.ConfirmSecretAsync(id, stamp!, step: 0, transaction);
                }
            },
            cancellation);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Read the people of {File}")]
    private partial void LogRead(string file);
}
