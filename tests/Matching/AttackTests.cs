using System.Net.Http.Headers;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Pmo.Hosting.Decisions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;
using Pmo.Testing.Storage;

namespace Pmo.Matching.Tests;

public sealed class AttackTests
{
    private static readonly DecidedDataset[] Pkh = [new("pkh-2026", "dinsos")];

    private static async Task<MatchingHost> StartAsync()
    {
        var host = await MatchingHost.StartAsync();
        var dinsos = host.Caller("dinsos");
        (await dinsos.CreateAsync(Caller.Aid("pkh-2026"))).Read<DatasetInfo>();
        await dinsos.UploadAsync("pkh-2026", [(1, Caller.Row() with { Ref = "REF-SECRET-1" }), (2, Caller.Row())]);
        return host;
    }

    [Fact]
    public async Task Partner_cannot_reuse_anothers_token()
    {
        await using var host = await StartAsync();
        var csr = host.Caller("csr");
        var check = await csr.OpenCheckAsync(2, Pkh);
        (await csr.PutTokensAsync(check, 0, host.Pseudonyms.Part("dinsos", [1, 2]))).ShouldBe(422, "canary_mismatch");

        // With its own canary they pass for elements, and name nobody.
        byte[] mixed = [.. host.Pseudonyms.Canary("csr"), .. host.Pseudonyms.Tokens("dinsos", [1, 2])];
        (await csr.PutTokensAsync(check, 0, mixed)).Read<PartReceived>();
        (await csr.CommitCheckAsync(check, Pkh)).Read<CheckAnswer>().Matched.ShouldBe(0);
    }

    [Fact]
    public async Task Gateway_bypass_is_refused_by_Matching()
    {
        await using var host = await StartAsync();
        var csr = host.Caller("csr");
        (await csr.SendAsync(HttpMethod.Get, "/v1/datasets", d => d, signed: false)).ShouldBe(401, "decision_required");
        (await csr.SendAsync(HttpMethod.Get, "/v1/datasets", d => d with { Aud = "pseudonyms" })).ShouldBe(401, "decision_required");
        (await csr.SendAsync(HttpMethod.Get, "/v1/datasets", d => d with { Target = "/v1/datasets/x" })).ShouldBe(401, "decision_required");
        (await csr.SendAsync(HttpMethod.Get, "/v1/datasets", d => d with { Exp = d.Iat + 3600 })).ShouldBe(401, "decision_required");
        (await csr.SendAsync(HttpMethod.Get, "/v1/datasets", d => d with { Jti = "once" })).Read<DatasetList>();
        (await csr.SendAsync(HttpMethod.Get, "/v1/datasets", d => d with { Jti = "once" })).ShouldBe(401, "decision_required");

        using var swapped = new HttpRequestMessage(HttpMethod.Post, "/v1/checks") { Content = new ByteArrayContent("{\"rows\":1}"u8.ToArray()) };
        swapped.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        swapped.Content.Headers.TryAddWithoutValidation("Content-Digest", Protocol.Wire.ContentDigest.Of("{}"u8).ToString());
        using var reply = await host.Http.SendAsync(swapped);
        (await reply.Content.ReadAsStringAsync()).ShouldContain("digest_mismatch");
    }

    [Fact]
    public async Task Database_thief_learns_no_nik()
    {
        await using var host = await StartAsync();
        var csr = host.Caller("csr");
        var check = await csr.OpenCheckAsync(1, Pkh);
        (await csr.PutTokensAsync(check, 0, host.Pseudonyms.Part("csr", [1]))).Read<PartReceived>();
        await host.StopAppAsync();

        (string Name, byte[] Bytes)[] secrets =
        [
            ("input", Encoding.ASCII.GetBytes(TestPseudonyms.Digits(1))),
            ("upload token", host.Pseudonyms.Tokens("dinsos", [1])),
            ("check token", host.Pseudonyms.Tokens("csr", [1])),
            ("canonical element", host.Pseudonyms.Canonical(1)),
        ];
        var seen = false;
        var contents = Directory.EnumerateFiles(host.Data, "*", SearchOption.AllDirectories).Select(file => (file, File.ReadAllBytes(file)));
        foreach (var (file, content) in TestStorage.IsPostgres ? contents.Append(("the schema", TestStorage.Dump(host.Database))) : contents)
        {
            seen |= content.AsSpan().IndexOf("REF-SECRET-1"u8) >= 0;
            foreach (var (name, bytes) in secrets)
            {
                byte[][] forms =
                [
                    bytes, Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)),
                    Encoding.ASCII.GetBytes(Base64UrlEncoder.Encode(bytes)), Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes)),
                ];
                Array.Exists(forms, form => content.AsSpan().IndexOf(form) >= 0).ShouldBeFalse($"{name} in {file}");
            }
        }

        // The search would have found what is there.
        seen.ShouldBeTrue();
    }

    [Fact]
    public async Task Logs_hold_no_token_and_no_reference()
    {
        await using var host = await StartAsync();
        var csr = host.Caller("csr");
        await csr.CheckAsync([1, 2], Pkh);
        await host.StopAppAsync();
        var logs = string.Concat(Directory.EnumerateFiles(Path.Combine(host.Data, "logs")).Select(File.ReadAllText));
        logs.ShouldContain("committed");
        logs.ShouldNotContain("REF-SECRET");
        logs.ShouldNotContain(TestPseudonyms.Digits(1));
        logs.ShouldNotContain(Base64UrlEncoder.Encode(host.Pseudonyms.Tokens("dinsos", [1])));
    }
}
