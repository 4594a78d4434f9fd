using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Identity.Accounts;
using Pmo.Identity.SigningIn;
using Pmo.Identity.Tests.AccountPages;
using Pmo.Testing;

namespace Pmo.Identity.Tests.SigningIn;

public sealed class PasswordStepTests
{
    [Fact]
    public async Task Who_hangs_up_while_the_password_is_verified_leaves_a_trace_all_the_same()
    {
        using var folder = new TempDirectory();
        using var key = TestKey.Ec();
        var siti = TestPerson.Create("siti.rahma");
        var hasher = new Impatient();
        await using var host = await IdentityHost.StartAsync(
            folder,
            key,
            settings: new() { ["Identity:PeopleFile"] = folder.Write("people.json", TestPerson.ToFile(siti)) },
            services: services => services.AddSingleton<IPasswordHasher<Person>>(hasher));
        var step = host.App.Services.GetRequiredService<PasswordStep>();
        for (var i = 0; i < LockOut.MaxFailures; i++)
        {
            using var browser = new CancellationTokenSource();
            hasher.WhileAtWork = browser.Cancel;
            (await step.TryAsync(siti.UserName, $"tebakan ke {i}", "127.0.0.1", browser.Token)).ShouldBeNull();
        }

        var events = await host.EventsAsync();
        events.Count(e => e == "sign-in deny - password_wrong").ShouldBe(LockOut.MaxFailures);
        events.ShouldContain("lock-out deny - password_attempts");
    }

    private sealed class Impatient : PasswordHasher<Person>
    {
        public Action? WhileAtWork { get; set; }

        public override PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            WhileAtWork?.Invoke();
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
