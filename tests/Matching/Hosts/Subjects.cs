using System.Text.Json;
using Pmo.Hosting.Decisions;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Tests.Hosts;

/// <summary>Asks as a data-protection officer behind a Gateway.</summary>
internal static class Subjects
{
    public static Decision InSubject(this MatchingHost host, Decision d, string session, IEnumerable<DecidedDataset> datasets, string kind = "nik") => d with
    {
        Operation = "subject", Session = session, N = 1, Datasets = [.. datasets], Kind = kind,
        SessionExp = host.Time.GetUtcNow().AddHours(24).ToUnixTimeSeconds(),
    };

    public static async Task<Reply> OpenAsync(this MatchingHost host, Caller dpo, string session, IEnumerable<DecidedDataset> datasets, string mode) => mode == "access"
        ? await dpo.PostAsync("/v1/subjects/access", new SubjectAccessRequest("DPO/2026-1"), d => host.InSubject(d, session, datasets))
        : mode == "lift"
        ? await dpo.PostAsync("/v1/subjects/lift", new SubjectLiftRequest("DPO/2026-1"), d => host.InSubject(d, session, datasets))
        : await dpo.PostAsync("/v1/subjects/erase", new SubjectEraseRequest("DPO/2026-1", mode), d => host.InSubject(d, session, datasets));

    public static Task<Reply> PutAsync(this MatchingHost host, Caller dpo, string session, int person) => dpo.SendAsync(
        HttpMethod.Put, $"/v1/subjects/{session}/parts/0", d => host.InSubject(d, session, []), host.Pseudonyms.Part(dpo.Partner, [person]),
        "application/octet-stream");

    public static Task<Reply> CommitAsync(this MatchingHost host, Caller dpo, string session, IEnumerable<DecidedDataset> datasets) =>
        dpo.SendAsync(HttpMethod.Post, $"/v1/subjects/{session}/commit", d => host.InSubject(d, session, datasets));

    public static async Task<SubjectAnswer> SubjectAsync(
        this MatchingHost host, Caller dpo, int person, IReadOnlyList<DecidedDataset> datasets, string mode = "access")
    {
        var session = Caller.NewSession();
        (await host.OpenAsync(dpo, session, datasets, mode)).Read<SubjectOpened>().SubjectId.ShouldBe(session);
        (await host.PutAsync(dpo, session, person)).Read<PartReceived>().ShouldBe(new PartReceived(0, 1));
        return (await host.CommitAsync(dpo, session, datasets)).Read<SubjectAnswer>();
    }

    /// <summary>Access by family card.</summary>
    public static async Task<SubjectAnswer> CardAsync(this MatchingHost host, Caller dpo, int card, IReadOnlyList<DecidedDataset> datasets)
    {
        var session = Caller.NewSession();
        (await dpo.PostAsync("/v1/subjects/access", new SubjectAccessRequest("DPO/2026-1", "kk"), d => host.InSubject(d, session, datasets, "kk"))).Read<SubjectOpened>();
        (await dpo.SendAsync(
            HttpMethod.Put, $"/v1/subjects/{session}/parts/0", d => host.InSubject(d, session, [], "kk"), host.Pseudonyms.KkPart(dpo.Partner, [card]),
            "application/octet-stream", host.Pseudonyms.KkKey.ToString())).Read<PartReceived>();
        return (await dpo.SendAsync(HttpMethod.Post, $"/v1/subjects/{session}/commit", d => host.InSubject(d, session, datasets, "kk"))).Read<SubjectAnswer>();
    }

    /// <summary>What was destroyed, as the Gateway fetches it.</summary>
    public static async Task<DestructionList> DestructionsAsync(this MatchingHost host, long after = 0)
    {
        var reply = await host.Caller("pmo-gateway").SendAsync(HttpMethod.Get, $"/v1/destructions?after={after}", d => d with { Operation = "destructions" });
        return JsonSerializer.Deserialize<DestructionList>(reply.Body, ApiJson.Options)!;
    }
}
