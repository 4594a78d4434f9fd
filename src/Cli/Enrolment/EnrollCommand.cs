using System.CommandLine;
using Pmo.Client.Enrolment;
using Pmo.Client.Http;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;
using Pmo.Protocol.Keys;

namespace Pmo.Cli.Enrolment;

/// <summary><c>pmo enroll</c>: makes this machine's key and enrols it; <c>--replace-key</c>: puts a new one in its place.</summary>
internal static class EnrollCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        var command = new Command("enroll", T("daftarkan komputer ini dengan kode undangan", "enrol this computer with an invitation's code"));
        var gateway = new Option<string?>("--gateway") { Description = T("alamat gateway, mis. https://pmo.example", "the gateway's address, e.g. https://pmo.example") };
        var org = new Option<string?>("--org") { Description = T("id organisasi", "the organisation's id") };
        var pin = new Option<string?>("--statement-key")
        {
            Description = T("sidik kunci pernyataan dari undangan (atau PMO_STATEMENT_KEY)", "the invitation's statement key (or PMO_STATEMENT_KEY)"),
        };
        var force = new Option<bool>("--force") { Description = T("ganti profil yang sudah ada", "replace a profile that is there") };
        var replace = new Option<bool>("--replace-key") { Description = T("ganti kunci profil dengan yang baru", "replace the profile's key by a new one") };
        foreach (var option in (Option[])[gateway, org, pin, force, replace])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (!result.GetValue(replace) && (result.GetValue(gateway) is null || result.GetValue(org) is null))
            {
                result.AddError(T("--gateway dan --org harus ada.", "--gateway and --org are required."));
            }
        });
        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            return verb.Value(replace)
                ? ReplaceAsync(verb, cancel)
                : EnrolAsync(verb, verb.Value(gateway)!, verb.Value(org)!, verb.Value(pin), verb.Value(force), cancel);
        });
        return command;
    }

    private static async Task<int> EnrolAsync(Verb verb, string gateway, string org, string? pin, bool force, CancellationToken cancel)
    {
        if (!EnrolmentOrder.TryCheck(gateway, org, out var problem))
        {
            return verb.Fail(problem);
        }

        var enrolment = new PartnerEnrolment(verb.Home, verb.Language, verb.Host.Time);
        var path = enrolment.ProfilePath(org, verb.Profile);
        var code = verb.Host.Environment("PMO_ENROLL_CODE") ?? await AskAsync(verb, verb.T("Kode undangan: ", "Invitation code: "), cancel);
        pin ??= verb.Host.Environment("PMO_STATEMENT_KEY")
            ?? await AskAsync(verb, verb.T("Sidik kunci pernyataan (sha256:…): ", "Statement key's fingerprint (sha256:…): "), cancel);
        if (!EnrolmentOrder.TryRead(gateway, org, code, pin, out var order, out problem))
        {
            return verb.Fail(problem);
        }

        var outcome = await enrolment.RunAsync(order, path, force, cancel);
        return outcome.TryGet(out var answer, out var failed) ? Print(verb, answer, path) : verb.Fail(failed);
    }

    private static async Task<int> ReplaceAsync(Verb verb, CancellationToken cancel)
    {
        var outcome = await new PartnerEnrolment(verb.Home, verb.Language, verb.Host.Time).ReplaceKeyAsync(verb.Profile, cancel);
        if (!outcome.TryGet(out var answer, out var failed))
        {
            return verb.Fail(failed);
        }

        if (!verb.Json)
        {
            verb.Screen.Note(verb.T("Kunci lama tidak berlaku lagi.", "The old key is no longer good."));
        }

        return Print(verb, answer, path: null);
    }

    private static async Task<string?> AskAsync(Verb verb, string question, CancellationToken cancel)
    {
        if (verb.Host.Prompt is not { } prompt)
        {
            return null;
        }

        await verb.Screen.Error.WriteAsync(question);
        return (await prompt.ReadLineAsync(cancel))?.Trim();
    }

    private static int Print(Verb verb, EnrolmentAnswer answer, string? path)
    {
        if (verb.Json)
        {
            verb.PrintJson(new Enrolled(answer.Org, answer.ClientId, answer.State, answer.Fingerprint, path));
            return ExitCode.Ok;
        }

        verb.Screen.Print($"{verb.T("organisasi", "organisation")}: {Screens.Screen.Plain(answer.Org)}");
        verb.Screen.Print($"client: {Screens.Screen.Plain(answer.ClientId)}");
        verb.Screen.Print($"{verb.T("keadaan", "state")}: {Screens.Screen.Plain(answer.State)}");
        verb.Screen.Print($"{verb.T("sidik jari", "fingerprint")}: {Screens.Screen.Plain(answer.Fingerprint)}");
        if (KeyFingerprint.TryParse(answer.Fingerprint, out var fingerprint))
        {
            verb.Screen.Print($"  {fingerprint.ToGroups()}");
        }

        if (answer.State == "waiting")
        {
            verb.Screen.Note(verb.T(
                "Bacakan sidik jari ini kepada operator lewat telepon. Setelah disetujui operator lain, coba: pmo catalog",
                "Read this fingerprint out to the operator by telephone. Once another operator has approved it, try: pmo catalog"));
        }

        return ExitCode.Ok;
    }

    private sealed record Enrolled(string Org, string ClientId, string State, string Fingerprint, string? Profile);
}
