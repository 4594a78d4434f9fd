using System.CommandLine;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Pmo.Client.Lists.Writing;
using Pmo.Client.Messages;

namespace Pmo.Cli.Backups;

/// <summary><c>pmo backup</c>: on the server, while the services run, one archive for each service that keeps a SQLite database.</summary>
internal static class BackupCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var isEnglish = language == Language.En;
        var command = new Command("backup", isEnglish ? "back up the services' data, while they run (operator)" : "mencadangkan data layanan, selagi berjalan (operator)");
        var data = new Option<string>("--data")
        {
            Description = isEnglish ? "the data folder: one service's, or one that holds theirs" : "folder data: milik satu layanan, atau yang memuat semuanya",
            DefaultValueFactory = _ => "data",
        };
        var output = new Option<string>("--out") { Description = isEnglish ? "folder for the archives" : "folder untuk arsip", Required = true };
        var service = new Option<string?>("--service") { Description = isEnglish ? "only this service" : "hanya layanan ini" };
        service.AcceptOnlyFromAmong([.. ServiceFolder.Names]);
        var force = new Option<bool>("--force") { Description = isEnglish ? "replace archives of this name" : "ganti arsip bernama sama" };
        command.Options.Add(data);
        command.Options.Add(output);
        command.Options.Add(service);
        command.Options.Add(force);
        command.SetAction((parsed, cancel) => Task.Run(
            () => start(parsed) is var verb ? Run(verb, verb.Required(data), verb.Required(output), verb.Value(service), verb.Value(force), cancel) : 0, cancel));
        return command;
    }

    private static int Run(Verb verb, string data, string output, string? only, bool force, CancellationToken cancel)
    {
        var folders = ServiceFolder.Find(data).Where(f => only is null || f.Name == only).ToList();
        if (folders.Count == 0)
        {
            return verb.Fail(BackupTexts.NothingThere(data), ExitCode.Usage);
        }

        var stamp = verb.Host.Time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var written = new List<WrittenArchive>();
        foreach (var folder in folders)
        {
            cancel.ThrowIfCancellationRequested();
            var target = Path.Combine(output, $"{folder.Name}-{stamp}.tgz");
            if (!force && File.Exists(target))
            {
                return verb.Fail(OutputProblems.Exists(target), ExitCode.Usage);
            }

            try
            {
                Directory.CreateDirectory(output);
                written.Add(ServiceArchive.Write(folder, target, force));
            }
            catch (Exception e) when (e is InvalidDataException or SqliteException { SqliteErrorCode: 11 or 26 }) // SQLITE_CORRUPT, SQLITE_NOTADB
            {
                return verb.Fail(BackupTexts.Damaged(folder.Name, e.Message), ExitCode.InvalidData);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
            {
                return verb.Fail(BackupTexts.Failed(folder.Name, e.Message), ExitCode.Usage);
            }

            if (!verb.Json)
            {
                verb.Screen.Print(string.Create(CultureInfo.InvariantCulture, $"{written[^1].Sha256}  {target}"));
            }
        }

        if (verb.Json)
        {
            verb.PrintJson(new Report(written));
        }

        verb.Screen.Note(verb.T(
            "Tidak termasuk, dan disimpan di tempat lain: sertifikat ring kunci, folder epochs dari Matching, kunci keputusan, perjanjian. Simpan cadangan Pseudonyms terpisah dari Matching dan Gateway.",
            "Not included, and to be kept elsewhere: the key ring's certificate, Matching's folder epochs, decision keys, agreements. Keep Pseudonyms' backup apart from Matching's and the Gateway's."));
        return ExitCode.Ok;
    }

    private sealed record Report(IReadOnlyList<WrittenArchive> Archives);
}
