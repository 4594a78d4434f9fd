using System.CommandLine;
using Pmo.Client.Messages;

namespace Pmo.Cli.Parsing;

/// <summary>Options of every verb.</summary>
internal sealed class GlobalOptions
{
    public GlobalOptions(Language language)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        Json = new("--json") { Description = T("hasil sebagai JSON di stdout", "result as JSON on stdout"), Recursive = true };
        Quiet = new("--quiet") { Description = T("tanpa kemajuan dan catatan", "no progress and notes"), Recursive = true };
        Profile = new("--profile")
        {
            Description = T("nama atau berkas profil (atau PMO_PROFILE)", "profile name or file (or PMO_PROFILE)"),
            Recursive = true,
        };
        Lang = new("--lang") { Description = T("bahasa: id atau en (atau PMO_LANG)", "language: id or en (or PMO_LANG)"), Recursive = true };
        Lang.AcceptOnlyFromAmong("id", "en");
        ShowNik = new("--show-nik") { Description = T("tampilkan NIK utuh di layar", "show whole NIKs on screen"), Recursive = true };
    }

    public Option<bool> Json { get; }

    public Option<bool> Quiet { get; }

    public Option<string?> Profile { get; }

    public Option<string?> Lang { get; }

    public Option<bool> ShowNik { get; }

    /// <summary>The language is needed before anything is parsed, for help and for the parser's own errors.</summary>
    public static Language LanguageOf(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        var named = environment("PMO_LANG");
        for (var i = 0; i < args.Count; i++)
        {
            named = args[i].StartsWith("--lang=", StringComparison.Ordinal) ? args[i][7..]
                : args[i] == "--lang" && i + 1 < args.Count ? args[i + 1]
                : named;
        }

        return named == "en" ? Language.En : Language.Id;
    }

    public void AddTo(Command root)
    {
        root.Options.Add(Json);
        root.Options.Add(Quiet);
        root.Options.Add(Profile);
        root.Options.Add(Lang);
        root.Options.Add(ShowNik);
    }
}
