using System.CommandLine;
using Pmo.Client.Catalogs;
using Pmo.Client.Http;
using Pmo.Client.Messages;

namespace Pmo.Cli.Datasets;

/// <summary><c>--agreement</c> and <c>--purpose</c>, which default to the only fit in the catalog.</summary>
internal sealed class GrantOptions(Language language)
{
    public Option<string?> Agreement { get; } = new("--agreement")
    {
        Description = language == Language.En ? "agreement id (default: the only one that fits)" : "nomor perjanjian (bawaan: satu-satunya yang cocok)",
    };

    public Option<string?> Purpose { get; } = new("--purpose")
    {
        Description = language == Language.En ? "purpose code (default: the only one that fits)" : "kode tujuan (bawaan: satu-satunya yang cocok)",
    };

    /// <summary>The grant to upload, or the exit code after saying why there is none.</summary>
    public Task<(Grant? Grant, int Exit)> ResolveAsync(Verb verb, GatewayClient gateway, string dataset, CancellationToken cancel) =>
        ResolveAsync(verb, gateway, "upload", dataset, Texts.NoCandidate(dataset), cancel);

    /// <summary>The grant for an operation, on any dataset if none is named.</summary>
    public async Task<(Grant? Grant, int Exit)> ResolveAsync(
        Verb verb, GatewayClient gateway, string operation, string? dataset, Message none, CancellationToken cancel)
    {
        var (agreement, purpose) = (verb.Value(Agreement), verb.Value(Purpose));
        if (agreement is not null && purpose is not null)
        {
            return (new Grant(agreement, purpose), ExitCode.Ok);
        }

        if (!(await new CatalogReader(gateway).ReadAsync(cancel)).TryGet(out var catalog, out var problem))
        {
            return (null, verb.Fail(problem));
        }

        var candidates = GrantChoice.Candidates(catalog, operation, dataset, agreement, purpose);
        return candidates switch
        {
            [var only] => (only, ExitCode.Ok),
            [] => (null, verb.Fail(none, ExitCode.Usage)),
            _ => (null, verb.Fail(Texts.Candidates(candidates.Select(c => $"--agreement {c.Agreement} --purpose {c.Purpose}")), ExitCode.Usage)),
        };
    }
}
