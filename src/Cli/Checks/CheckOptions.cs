using System.CommandLine;
using Pmo.Client.Messages;
using Pmo.Protocol.Inputs;

namespace Pmo.Cli.Checks;

/// <summary>Arguments and options of <c>pmo check</c>.</summary>
internal sealed class CheckOptions
{
    public CheckOptions(Language language)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        File = new("FILE") { Description = T("daftar CSV atau XLSX; - untuk stdin", "CSV or XLSX list; - for stdin") };
        Agreement = new("--agreement") { Description = T("nomor perjanjian", "agreement id"), Required = true };
        Purpose = new("--purpose") { Description = T("kode tujuan", "purpose code"), Required = true };
        Dataset = new("--dataset") { Description = T("hanya di dataset ini (boleh berulang)", "in this dataset only (repeatable)") };
        Kind = new("--kind")
        {
            Description = T("nik (bawaan), atau kk: memeriksa nomor kartu keluarga", "nik (default), or kk: check family card numbers"),
            DefaultValueFactory = _ => IdentityKind.Nik.Name,
        };
        Kind.AcceptOnlyFromAmong(IdentityKind.Nik.Name, IdentityKind.Kk.Name);
        Column = new("--column") { Description = T("nama kolom NIK (atau KK)", "name of the NIK (or family card) column") };
        Sheet = new("--sheet") { Description = T("nama lembar XLSX", "XLSX sheet name") };
        Out = new("--out") { Description = T("berkas hasil; - untuk stdout", "result file; - for stdout") };
        DryRun = new("--dry-run") { Description = T("periksa di komputer ini saja, tidak mengirim apa pun", "look locally only, send nothing") };
        Resume = new("--resume") { Description = T("lanjutkan pemeriksaan yang terhenti", "go on with an interrupted check") };
        FailOnMatch = new("--fail-on-match") { Description = T("keluar dengan 8 bila ada yang tumpang tindih", "exit with 8 on any match") };
        Force = new("--force") { Description = T("timpa berkas hasil", "overwrite the result file") };
    }

    public Argument<string> File { get; }

    public Option<string> Agreement { get; }

    public Option<string> Purpose { get; }

    public Option<string[]> Dataset { get; }

    public Option<string> Kind { get; }

    public Option<string?> Column { get; }

    public Option<string?> Sheet { get; }

    public Option<string?> Out { get; }

    public Option<bool> DryRun { get; }

    public Option<bool> Resume { get; }

    public Option<bool> FailOnMatch { get; }

    public Option<bool> Force { get; }

    public void AddTo(Command command)
    {
        command.Arguments.Add(File);
        foreach (var option in (Option[])[Agreement, Purpose, Dataset, Kind, Column, Sheet, Out, DryRun, Resume, FailOnMatch, Force])
        {
            command.Options.Add(option);
        }
    }
}
