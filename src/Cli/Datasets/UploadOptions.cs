using System.CommandLine;
using Pmo.Client.Messages;

namespace Pmo.Cli.Datasets;

/// <summary>Arguments and options of <c>pmo dataset upload</c>.</summary>
internal sealed class UploadOptions
{
    public UploadOptions(Language language)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        File = new("FILE") { Description = T("daftar CSV atau XLSX; - untuk stdin", "CSV or XLSX list; - for stdin") };
        Dataset = new("--dataset") { Description = T("dataset tujuan", "target dataset"), Required = true };
        Mode = new("--mode") { Description = "replace | append", DefaultValueFactory = _ => "replace" };
        Mode.AcceptOnlyFromAmong("replace", "append");
        AsOf = new("--as-of") { Description = T("berlaku per tanggal (bawaan: hari ini, WIB)", "day for which it holds (default: today, WIB)") };
        Map = new("--map") { Description = T("FIELD=KOLOM (boleh berulang)", "FIELD=COLUMN (repeatable)") };
        Status = new("--status") { Description = "claimed | delivered", DefaultValueFactory = _ => "delivered" };
        Status.AcceptOnlyFromAmong("claimed", "delivered");
        Column = new("--column") { Description = T("nama kolom NIK", "name of the NIK column") };
        Sheet = new("--sheet") { Description = T("nama lembar XLSX", "XLSX sheet name") };
        Grant = new GrantOptions(language);
    }

    public Argument<string> File { get; }

    public Option<string> Dataset { get; }

    public Option<string> Mode { get; }

    public Option<DateOnly?> AsOf { get; }

    public Option<string[]> Map { get; }

    public Option<string> Status { get; }

    public Option<string?> Column { get; }

    public Option<string?> Sheet { get; }

    public GrantOptions Grant { get; }

    public void AddTo(Command command)
    {
        command.Arguments.Add(File);
        foreach (var option in (Option[])[Dataset, Mode, AsOf, Map, Status, Column, Sheet, Grant.Agreement, Grant.Purpose])
        {
            command.Options.Add(option);
        }
    }
}
