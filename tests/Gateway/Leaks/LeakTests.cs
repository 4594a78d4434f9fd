using System.Text;
using Pmo.Cli;
using Pmo.Oprf;
using Pmo.Testing;

namespace Pmo.Gateway.Tests.Leaks;

/// <summary>
/// A whole story by <c>pmo</c>: an owner uploads, two companies check the same people, one list has mistakes; a third looks for duplicates in its own, and its
/// officer asks what is held of one person and looks at alarms. Then every wire and every file that is not the partner's own list is searched for its NIKs, in
/// every spelling.
/// </summary>
public sealed class LeakTests(TappedStack stack) : IClassFixture<TappedStack>, IDisposable
{
    private const int People = 40;
    private readonly TempDirectory _partner = new();

    public void Dispose() => _partner.Dispose();

    [Fact]
    public async Task No_nik_is_on_any_wire_or_in_any_file_and_partners_tokens_do_not_join()
    {
        var niks = Enumerable.Range(3000, People).Select(Part.Nik).ToList();
        var list = _partner.Write("daftar.csv", "NIK\n" + string.Concat(niks.Select(n => n + "\n")) + niks[0][..15] + "\n");

        await UploadAsync("dinsos", list);
        var first = await CheckAsync("csr-41", list);
        var second = await CheckAsync("csr-42", list);

        Parts(stack.Front).Count.ShouldBe(3); // one upload, two checks
        first.ShouldContain("\"matched\":40");
        second.ShouldContain("\"matched\":40");
        TokensShouldNotJoin();
        var more = await CleanAsync(list) + await AnswerSubjectAsync(niks[0]);
        ShouldHoldNone(niks, "the wire to the Gateway", stack.Front);
        ShouldHoldNone(niks, "the wires behind it", stack.BehindTheDoor);
        foreach (var file in Directory.EnumerateFiles(stack.Data, "*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateDirectories(_partner.Path, "home-*").SelectMany(h => Directory.EnumerateFiles(h, "*", SearchOption.AllDirectories))))
        {
            ShouldHoldNone(niks, file, Files.Read(file));
        }

        ShouldHoldNone(niks, "what pmo printed", Encoding.UTF8.GetBytes(first + second + more));
    }

    [Fact]
    public void Search_finds_every_spelling_that_it_looks_for()
    {
        var nik = Part.Nik(3999);
        foreach (var (name, bytes) in Spellings.Of(nik))
        {
            Should.Throw<ShouldAssertException>(() => ShouldHoldNone([nik], name, [1, 2, 3, .. bytes, 4]), name);
        }

        ShouldHoldNone([nik], "another person", Encoding.ASCII.GetBytes(Part.Nik(3998)));
    }

    private async Task UploadAsync(string owner, string list)
    {
        (await PmoAsync(owner, "dataset", "create", "--id", "pkh", "--title", "PKH", "--kind", "aid", "--unit", "household", "--basis", "UU 27/2022",
            "--retain-until", "2030-01-01", "--aid-type", "PKH", "--year", "2026", "--programme", "PKH")).Exit.ShouldBe(0);
        (await PmoAsync(owner, "dataset", "upload", list, "--dataset", "pkh")).Exit.ShouldBe(0);
    }

    private async Task<string> CheckAsync(string company, string list)
    {
        var (exit, output) = await PmoAsync(company, "check", list, "--agreement", company + "-pks", "--purpose", Policies.Purpose, "--json");
        exit.ShouldBe(0, output);
        return output;
    }

    private async Task<string> CleanAsync(string list)
    {
        var own = TappedStack.Cleaner + "-a";
        (await PmoAsync(TappedStack.Cleaner, "dataset", "create", "--id", own, "--title", "Zakat", "--kind", "aid", "--unit", "person", "--basis", "UU 23/2011",
            "--retain-until", "2030-01-01", "--aid-type", "SEMBAKO", "--year", "2026", "--programme", "Zakat")).Exit.ShouldBe(0);
        (await PmoAsync(TappedStack.Cleaner, "dataset", "upload", list, "--dataset", own)).Exit.ShouldBe(0);
        var (exit, output) = await PmoAsync(TappedStack.Cleaner, "dataset", "duplicates", own, "--json");
        exit.ShouldBe(0, output);
        output.ShouldContain("\"matched\":40");
        return output;
    }

    private async Task<string> AnswerSubjectAsync(string nik)
    {
        string[] about = ["--case", "DPO/1", "--agreement", TappedStack.Cleaner + "-pks", "-"];
        var (exit, access) = await PmoAsync(TappedStack.Officer, ["subject", "access", .. about], nik);
        exit.ShouldBe(0, access);
        access.ShouldContain(TappedStack.Cleaner + "-a");
        (exit, var erased) = await PmoAsync(TappedStack.Officer, ["subject", "erase", "--yes", .. about], nik);
        exit.ShouldBe(0, erased);
        (exit, var alarms) = await PmoAsync(TappedStack.Officer, "audit", "alarms", "--json");
        exit.ShouldBe(0, alarms);
        return access + erased + alarms;
    }

    private Task<(int Exit, string Output)> PmoAsync(string client, params string[] arguments) => PmoAsync(client, arguments, input: "");

    private async Task<(int Exit, string Output)> PmoAsync(string organisation, string[] arguments, string input)
    {
        var isOfficer = organisation == TappedStack.Officer;
        var home = _partner.File("home-" + organisation);
        Directory.CreateDirectory(Path.Combine(home, "resume"));
        var keyFile = _partner.Write(organisation + ".pem", (isOfficer ? stack.OfficerKey : stack.Caller(organisation).Key).ToPem());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(keyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var profile = _partner.Write(
            organisation + ".json",
            $$"""
            {"gateway":"{{stack.Origin.GetLeftPart(UriPartial.Authority)}}","org":"{{(isOfficer ? TappedStack.Cleaner : organisation)}}","clientId":"{{organisation}}",
             "keyFile":"{{organisation}}.pem","statementKey":"{{stack.StatementKey}}"}
            """);
        var (output, error) = (new StringWriter(), new StringWriter());
        var host = new PmoHost { Environment = name => name == "PMO_HOME" ? home : null, Time = stack.Clock, Input = new StringReader(input) };
        var exit = await PmoCommand.InvokeAsync(
            [.. arguments, "--profile", profile], output, error, host, TestContext.Current.CancellationToken);
        return (exit, output.ToString() + error);
    }

    private static void ShouldHoldNone(IEnumerable<string> niks, string where, byte[] content)
    {
        foreach (var (name, bytes) in niks.SelectMany(Spellings.Of))
        {
            if (content.AsSpan().IndexOf(bytes) >= 0)
            {
                throw new ShouldAssertException($"A NIK {name} is in {where}.");
            }
        }
    }

    private void TokensShouldNotJoin()
    {
        // Parts of checks are raw tokens, 32 bytes each, the canary first; that of the upload is lines of JSON.
        var parts = Parts(stack.Front).Where(p => p.Length % Element.Size == 0 && p[0] != (byte)'{').ToList();
        parts.Count.ShouldBe(2);
        var sets = parts.Select(p => p.Chunk(Element.Size).Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal)).ToList();
        sets.ShouldAllBe(s => s.Count == People + 1);
        sets[0].Overlaps(sets[1]).ShouldBeFalse();
    }

    /// <summary>The bodies of all <c>PUT …/parts/n</c>.</summary>
    private static List<byte[]> Parts(byte[] traffic)
    {
        var parts = new List<byte[]>();
        var rest = traffic.AsSpan();
        for (var put = rest.IndexOf("PUT /v1/"u8); put >= 0; put = rest.IndexOf("PUT /v1/"u8))
        {
            rest = rest[put..];
            var end = rest.IndexOf("\r\n\r\n"u8);
            var head = Encoding.ASCII.GetString(rest[..end]);
            var length = head.Split("\r\n").Single(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Split(':')[1];
            parts.Add(rest.Slice(end + 4, int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)).ToArray());
            rest = rest[(end + 4)..];
        }

        return parts;
    }
}
