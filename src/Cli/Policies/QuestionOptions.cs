using System.CommandLine;
using System.Globalization;
using Pmo.Agreements;
using Pmo.Client.Messages;
using Pmo.Protocol.Time;

namespace Pmo.Cli.Policies;

/// <summary>The options of a question to the agreements.</summary>
internal sealed class QuestionOptions
{
    private readonly Option<string?> _party;
    private readonly Option<string?> _operation;
    private readonly Option<string[]> _datasets;
    private readonly Option<string?> _agreement;
    private readonly Option<string?> _purpose;
    private readonly Option<string?> _kind;
    private readonly Option<string?> _region;
    private readonly Option<int?> _rows;
    private readonly Option<string?> _at;

    public QuestionOptions(Command command, Language language)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        _party = new("--party") { Description = T("organisasi yang bertanya", "the organisation that asks") };
        _operation = new("--operation") { Description = T("check, upload, duplicates …", "check, upload, duplicates …") };
        _datasets = new("--dataset") { Description = T("dataset, boleh berulang; kosong: semua", "dataset, may be repeated; none: all") };
        _agreement = new("--agreement") { Description = T("id perjanjian; kosong: semua miliknya", "agreement; none: each that it has") };
        _purpose = new("--purpose") { Description = T("kode tujuan; kosong: tujuan perjanjian", "purpose code; none: the agreement's") };
        _kind = new("--kind") { Description = T("nik, kk atau mk; biasanya nik", "nik, kk or mk; nik if left out") };
        _region = new("--region") { Description = T("kode wilayah Kemendagri", "Kemendagri region code") };
        _rows = new("--rows") { Description = T("jumlah orang dalam daftar", "persons of the list") };
        _at = new("--at") { Description = T("tanggal (WIB); kosong: sekarang", "date (WIB); none: now") };
        foreach (var option in (Option[])[_party, _operation, _datasets, _agreement, _purpose, _kind, _region, _rows, _at])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The question; null when it is none, and why.</summary>
    public PolicyQuestion? Read(Verb verb, out Message problem)
    {
        problem = default;
        if (verb.Value(_party) is not { } party || !Vocabulary.TryParse(verb.Value(_operation), out Operation operation))
        {
            problem = PolicyTexts.Question();
        }

        DateTimeOffset? at = verb.Value(_at) is { } text ? ReadDay(text) : verb.Host.Time.GetUtcNow();
        if (at is null)
        {
            problem = PolicyTexts.Day(verb.Value(_at)!);
        }

        return problem.Code is not null ? null : new PolicyQuestion
        {
            Party = verb.Value(_party)!,
            Operation = Parse(verb.Value(_operation)),
            Agreement = verb.Value(_agreement),
            Purpose = verb.Value(_purpose),
            Kind = verb.Value(_kind),
            Datasets = verb.Value(_datasets) is { Length: > 0 } datasets ? datasets : null,
            Region = verb.Value(_region),
            Persons = verb.Value(_rows),
            At = at!.Value,
        };
    }

    private static Operation Parse(string? text) => Vocabulary.TryParse(text, out Operation operation) ? operation : default;

    private static DateTimeOffset? ReadDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeOnly.MinValue, Wib.Offset)
            : null;
}
