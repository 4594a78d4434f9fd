using System.CommandLine;
using Pmo.Client.Messages;

namespace Pmo.Cli.Audits;

/// <summary>The filters of <c>GET /v1/audit/entries</c> as options. The gateway judges their values.</summary>
internal sealed class FilterOptions(Language language)
{
    private readonly IReadOnlyList<(string Name, Option<string?> Option)> _all =
    [
        Make("from", "dari hari ini (YYYY-MM-DD, WIB) atau saat ini (RFC 3339)", "from this day (YYYY-MM-DD, WIB) or instant (RFC 3339)", language),
        Make("until", "sampai dengan hari ini, atau sebelum saat ini", "up to and including this day, or before this instant", language),
        Make("org", "organisasi", "organisation", language),
        Make("user", "klien atau orang", "client or person", language),
        Make("agreement", "perjanjian", "agreement", language),
        Make("purpose", "tujuan", "purpose", language),
        Make("operation", "operasi", "operation", language),
        Make("dataset", "dataset", "dataset", language),
        Make("decision", "allow, deny, atau outcome", "allow, deny or outcome", language),
        Make("reason", "kode alasan", "reason code", language),
        Make("kind", "access, config, key, account, atau audit", "access, config, key, account or audit", language),
    ];

    public void AddTo(Command command)
    {
        foreach (var (_, option) in _all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Those that were given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Read(Verb verb) =>
        [.. _all.Select(f => (f.Name, Value: verb.Value(f.Option))).Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Name, f.Value!))];

    private static (string Name, Option<string?> Option) Make(string name, string id, string en, Language language) =>
        (name, new Option<string?>("--" + name) { Description = language == Language.En ? en : id });
}
