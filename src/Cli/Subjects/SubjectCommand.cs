using System.CommandLine;
using Pmo.Cli.Partners;
using Pmo.Client.Http;
using Pmo.Client.Messages;
using Pmo.Client.Subjects;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;

namespace Pmo.Cli.Subjects;

/// <summary><c>pmo subject access|erase|lift</c>: what a data-protection officer does for one person. The NIK, or family card number, is asked for, never an argument.</summary>
internal static class SubjectCommand
{
    private const string DefaultPurpose = "subject-request";

    public static Command Create(Language language, Func<ParseResult, Verb> start) =>
        new("subject", language == Language.En ? "requests of data subjects (DPO)" : "permintaan subjek data (DPO)")
        {
            Create("access", language == Language.En ? "what is held about a person, and who asked" : "apa yang disimpan tentang seseorang, dan siapa yang bertanya", language, start),
            Create("erase", language == Language.En ? "erase or restrict a person's own rows" : "hapus atau batasi baris sendiri dari seseorang", language, start),
            Create("lift", language == Language.En ? "let a restricted person's own rows count again" : "cabut pembatasan: baris sendiri dari seseorang dihitung lagi", language, start),
        };

    private static Command Create(string name, string description, Language language, Func<ParseResult, Verb> start)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        var command = new Command(name, description);
        var source = new Argument<string?>("NIK")
        {
            Description = T("- : baca nomornya dari stdin; tanpa ini ditanyakan", "- : read the number from stdin; without it, it is asked for"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        source.AcceptOnlyFromAmong("-");
        var number = new Option<string>("--case") { Description = T("nomor kasus sendiri, bukan NIK", "own case number, not a NIK"), Required = true };
        var agreement = new Option<string>("--agreement") { Description = T("nomor perjanjian", "agreement id"), Required = true };
        var purpose = new Option<string>("--purpose") { Description = T("kode tujuan", "purpose code"), DefaultValueFactory = _ => DefaultPurpose };
        var mode = new Option<string>("--mode") { Description = "erase | restrict", DefaultValueFactory = _ => "erase" };
        mode.AcceptOnlyFromAmong("erase", "restrict");
        var kind = new Option<string>("--kind")
        {
            Description = T("nik (bawaan), atau kk: nomor kartu keluarga", "nik (default), or kk: a family card number"),
            DefaultValueFactory = _ => IdentityKind.Nik.Name,
        };
        kind.AcceptOnlyFromAmong(IdentityKind.Nik.Name, IdentityKind.Kk.Name);
        var yes = new Option<bool>("--yes") { Description = T("tanpa bertanya", "do not ask") };
        command.Arguments.Add(source);
        foreach (var option in (Option[])[number, agreement, purpose, .. name switch { "erase" => (Option[])[mode, yes], "lift" => [yes], _ => [kind] }])
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancel) =>
        {
            var verb = start(parsed);
            var order = new SubjectOrder(
                new Grant(verb.Required(agreement), verb.Required(purpose)), verb.Required(number), name == "erase" ? verb.Required(mode) : name,
                name == "access" && verb.Value(kind) == IdentityKind.Kk.Name ? IdentityKind.Kk : IdentityKind.Nik);
            if (!SubjectCase.IsValid(order.Case))
            {
                return verb.Fail(SubjectTexts.CaseInvalid(), ExitCode.Usage);
            }

            var isAsked = name != "access" && !verb.Value(yes);
            return isAsked && await Confirmation.AskAsync(verb, Question(verb, order.Mode), order.Case, "--yes", cancel) is { } refused
                ? refused
                : await RunAsync(verb, order, parsed.GetValue(source) is not null, cancel);
        });
        return command;
    }

    private static string Question(Verb verb, string mode) => mode switch
    {
        "restrict" => verb.T("Baris orang ini tidak lagi dihitung di mana pun.", "This person's rows will count for nothing anywhere."),
        "lift" => verb.T("Baris orang ini dihitung lagi, juga dari unggahan berikutnya.", "This person's rows will count again, those of later uploads too."),
        _ => verb.T("Baris orang ini dimusnahkan dan tidak dapat dikembalikan.", "This person's rows will be destroyed for good."),
    };

    private static async Task<int> RunAsync(Verb verb, SubjectOrder order, bool fromInput, CancellationToken cancel)
    {
        var text = fromInput ? await ReadAsync(verb, cancel) : Ask(verb, order.Kind);
        if (text is null)
        {
            return verb.Fail(SubjectTexts.Missing(order.Kind), ExitCode.Usage);
        }

        if (Nik.TryParse(text, out var person, out _) != NikDefect.None)
        {
            return verb.Fail(SubjectTexts.Invalid(order.Kind), ExitCode.InvalidData);
        }

        // As the report shows it: whose it is can be told, and not more.
        var shown = string.Concat(text.Where(char.IsAsciiDigit));
        return await verb.WithGatewayAsync(async gateway =>
        {
            if (!(await new SubjectRunner(gateway).RunAsync(order, person, cancel)).TryGet(out var answer, out var problem))
            {
                return verb.Fail(problem);
            }

            if (verb.Json)
            {
                verb.PrintJson(answer);
            }
            else
            {
                SubjectReport.Print(verb, answer, verb.ShowNik ? shown : NikScanner.Mask(shown));
            }

            return ExitCode.Ok;
        });
    }

    private static async Task<string?> ReadAsync(Verb verb, CancellationToken cancel) =>
        verb.Host.Input is { } input ? await input.ReadLineAsync(cancel) : null;

    private static string? Ask(Verb verb, IdentityKind kind)
    {
        if (verb.Host.Secret is not { } secret)
        {
            return null;
        }

        verb.Screen.Error.Write(kind == IdentityKind.Kk
            ? verb.T("Nomor KK (tidak ditampilkan): ", "Family card number (not shown): ")
            : verb.T("NIK (tidak ditampilkan): ", "NIK (not shown): "));
        return secret();
    }
}
