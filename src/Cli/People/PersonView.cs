using Pmo.Cli.Partners;
using Pmo.Cli.Screens;
using Pmo.Client.Http;
using Pmo.Protocol.Api;

namespace Pmo.Cli.People;

/// <summary>Shows one person, or what they sign in with the first time.</summary>
internal static class PersonView
{
    /// <summary>Shows the person, or says why there is none.</summary>
    public static int Print(Verb verb, Outcome<PersonInfo> outcome)
    {
        if (!outcome.TryGet(out var person, out var problem))
        {
            return verb.Fail(problem);
        }

        if (verb.Json)
        {
            verb.PrintJson(person);
            return ExitCode.Ok;
        }

        (string Name, string? Value)[] lines =
        [
            (verb.T("nama pengguna", "user name"), person.UserName),
            (verb.T("nama", "name"), person.DisplayName),
            (verb.T("organisasi", "organisation"), person.Org),
            (verb.T("peran", "roles"), string.Join(", ", person.Roles)),
            (verb.T("keadaan", "state"), person.State),
            (verb.T("alasan", "reason"), person.Suspension),
            (verb.T("autentikator", "authenticator"), YesNo(verb, person.SecondFactor)),
            (verb.T("terakhir masuk", "last sign-in"), PartnerView.Time(person.LastSignInAt)),
        ];
        foreach (var (name, value) in lines.Where(l => l.Value is not null))
        {
            verb.Screen.Print($"{name}: {Screen.Plain(value!)}");
        }

        return ExitCode.Ok;
    }

    /// <summary>Shows a one-time password, on stdout alone.</summary>
    public static int Print(Verb verb, Outcome<PersonPassword> outcome)
    {
        if (!outcome.TryGet(out var given, out var problem))
        {
            return verb.Fail(problem);
        }

        if (verb.Json)
        {
            verb.PrintJson(given);
            return ExitCode.Ok;
        }

        verb.Screen.Print($"{verb.T("nama pengguna", "user name")}: {Screen.Plain(given.UserName)}");
        verb.Screen.Print($"{verb.T("kata sandi sekali pakai", "one-time password")}: {Screen.Plain(given.Password)}");
        verb.Screen.Print($"{verb.T("berlaku sampai", "good until")}: {PartnerView.Time(given.ExpiresAt)}");
        verb.Screen.Note(verb.T(
            "Kata sandi hanya tampil sekali ini. Sampaikan langsung kepada orangnya; ia memilih kata sandi sendiri saat masuk.",
            "The password is shown this once. Give it to the person yourself; at sign-in they choose one of their own."));
        return ExitCode.Ok;
    }

    public static string YesNo(Verb verb, bool value) => value ? verb.T("ya", "yes") : verb.T("tidak", "no");
}
