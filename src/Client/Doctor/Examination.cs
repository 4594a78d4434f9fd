using System.Globalization;
using Pmo.Client.Catalogs;
using Pmo.Client.Http;
using Pmo.Client.Messages;
using Pmo.Client.Sessions;
using Pmo.Client.Tokens;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Doctor;

/// <summary>Looks at everything a check needs, one thing after the other, and says what is wrong and how to mend it. Sends no data.</summary>
public sealed class Examination(GatewayClient gateway)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    /// <summary>Runs all. What cannot be looked at because of an earlier failure is skipped, not passed over in silence.</summary>
    /// <returns>The findings, and the first problem, by whose kind a caller may exit.</returns>
    public async Task<(IReadOnlyList<Finding> Findings, GatewayProblem? First)> RunAsync(CancellationToken cancel)
    {
        var findings = new List<Finding>();
        GatewayProblem? first = null;
        (string Name, Func<CancellationToken, Task<GatewayProblem?>> Look)[] looks =
        [
            ("reachable", token => ReachAsync(findings, token)),
            ("token", token => TokenAsync(findings, token)),
            ("key_pin", token => PinAsync(findings, token)),
            ("agreement", token => AgreementAsync(findings, token)),
        ];
        foreach (var (name, look) in looks)
        {
            if (first is not null)
            {
                findings.Add(new Finding(name, Verdict.Skipped, new Message("skipped", "Tidak diperiksa.", "Not looked at.")));
                continue;
            }

            first = await look(cancel);
            if (first is not null)
            {
                findings.Add(new Finding(name, Verdict.Failed, new Message(first.Code, first.Detail, first.Detail)));
            }
        }

        return (findings, first);
    }

    private static Finding Ok(string check, string id, string en) => new(check, Verdict.Ok, new Message("ok", id, en));

    private async Task<GatewayProblem?> ReachAsync(List<Finding> findings, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(Wait, gateway.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        var host = gateway.Profile.Gateway.Authority;
        try
        {
            using var response = await gateway.Transport.GetAsync(
                new Uri(gateway.Profile.Gateway, Discovery.Path), HttpCompletionOption.ResponseHeadersRead, either.Token);
            findings.Add(Ok("reachable", $"{host} menjawab.", $"{host} answers."));
            findings.Add(Clock());
            var discovered = await Discovery.FetchAsync(gateway.Transport, gateway.Profile.Gateway, gateway.Time, gateway.Language, either.Token);
            if (discovered.Problem is null)
            {
                findings.Add(Ok("discovery", "Penerbit token cocok dengan alamat gateway.", "The token issuer is the gateway itself."));
            }

            return discovered.Problem;
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return ClientProblems.Tls(host).ToProblem(gateway.Language);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return ClientProblems.NoAnswer(host).ToProblem(gateway.Language);
        }
    }

    private Finding Clock()
    {
        if (gateway.Clock.Ahead is not { } ahead)
        {
            return new Finding("clock", Verdict.Warning, new Message(
                "clock_unknown", "Gateway tidak menyebut waktunya.", "The gateway does not tell its time."));
        }

        var isCorrected = gateway.Clock.Correction != TimeSpan.Zero;
        return gateway.ClockWarning is { } warning
            ? new Finding("clock", isCorrected ? Verdict.Warning : Verdict.Failed, warning)
            : new Finding("clock", Verdict.Ok, ClientProblems.ClockRight(ahead));
    }

    private async Task<GatewayProblem?> TokenAsync(List<Finding> findings, CancellationToken cancel)
    {
        // Through the catalog, so that the gateway's own view of token and proof is looked at too.
        var answer = await new CatalogReader(gateway).ReadAsync(cancel);
        if (answer.Problem is null)
        {
            findings.Add(Ok("token", $"Masuk sebagai {gateway.Profile.ClientId}.", $"Signed in as {gateway.Profile.ClientId}."));
        }

        return answer.Problem;
    }

    private async Task<GatewayProblem?> PinAsync(List<Finding> findings, CancellationToken cancel)
    {
        var answer = await KeyStatements.CurrentAsync(gateway, grant: null, IdentityKind.Nik, cancel);
        if (answer.TryGet(out var statement, out var problem))
        {
            findings.Add(Ok("key_pin", $"Kunci {statement.KeyId} ditandatangani kunci yang disematkan.", $"Key {statement.KeyId} is signed by the pinned key."));
        }

        return problem;
    }

    private async Task<GatewayProblem?> AgreementAsync(List<Finding> findings, CancellationToken cancel)
    {
        if (!(await new CatalogReader(gateway).ReadAsync(cancel)).TryGet(out var catalog, out var problem))
        {
            return problem;
        }

        var agreements = catalog.Datasets.SelectMany(d => d.May).Select(g => g.Agreement).Distinct(StringComparer.Ordinal).ToList();
        findings.Add(agreements.Count > 0
            ? Ok("agreement", $"Perjanjian berlaku: {string.Join(", ", agreements)}.", $"Agreements in force: {string.Join(", ", agreements)}.")
            : new Finding("agreement", Verdict.Warning, new Message(
                "agreement_none",
                "Tidak ada perjanjian yang berlaku untuk lembaga ini. Hubungi operator.",
                "No agreement applies to this organisation. Ask the operator.")));
        findings.AddRange(catalog.Datasets
            .SelectMany(d => d.May)
            .Where(g => g.Quota is not null)
            .DistinctBy(g => (g.Agreement, g.Operation, g.Quota!.Per))
            .Select(g => Quota(g, g.Quota!)));
        return null;
    }

    private static Finding Quota(CatalogGrant grant, CatalogQuota quota)
    {
        var left = quota.Left.ToString("N0", CultureInfo.GetCultureInfo("id-ID"));
        var leftEn = quota.Left.ToString("N0", CultureInfo.GetCultureInfo("en-US"));
        return new Finding("quota", quota.Left > 0 ? Verdict.Ok : Verdict.Warning, new Message(
            quota.Left > 0 ? "ok" : "quota_exhausted",
            $"{grant.Agreement}, {grant.Operation}: sisa kuota {left}, diisi lagi {quota.ResetsAt:yyyy-MM-dd}.",
            $"{grant.Agreement}, {grant.Operation}: quota left {leftEn}, refilled {quota.ResetsAt:yyyy-MM-dd}."));
    }
}
