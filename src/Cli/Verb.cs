using System.CommandLine;
using System.Text.Json;
using Pmo.Cli.Parsing;
using Pmo.Cli.Screens;
using Pmo.Client.Http;
using Pmo.Client.Lists;
using Pmo.Client.Messages;
using Pmo.Client.Profiles;

namespace Pmo.Cli;

/// <summary>What a running verb has at hand: its arguments, its screen, and the ways to fail.</summary>
internal sealed class Verb(PmoHost host, GlobalOptions globals, ParseResult parsed, Screen screen)
{
    public PmoHost Host { get; } = host;

    public Screen Screen { get; } = screen;

    public Language Language => Screen.Language;

    public bool Json { get; } = parsed.GetValue(globals.Json);

    public bool ShowNik { get; } = parsed.GetValue(globals.ShowNik);

    public PmoHome Home { get; } = PmoHome.Find(host.Environment);

    /// <summary>The profile that was asked for; null for the only one.</summary>
    public string? ProfileName => parsed.GetValue(globals.Profile) ?? Host.Environment("PMO_PROFILE");

    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    public T Required<T>(Option<T> option) => parsed.GetRequiredValue(option);

    public T Required<T>(Argument<T> argument) => parsed.GetRequiredValue(argument);

    public string T(string id, string en) => Language == Language.En ? en : id;

    /// <summary>Says what is wrong; the exit code is the problem's.</summary>
    public int Fail(Message problem) => Fail(problem, ExitCode.Of(problem));

    public int Fail(Message problem, int exit)
    {
        Screen.Complain(problem.In(Language), problem.Code);
        return exit;
    }

    public int Fail(GatewayProblem problem)
    {
        Screen.Complain(problem);
        return ExitCode.Of(problem.Kind);
    }

    /// <summary>Opens the profile that was asked for, runs <paramref name="run"/> against its gateway.</summary>
    public async Task<int> WithGatewayAsync(Func<GatewayClient, Task<int>> run)
    {
        if (!new ProfileStore(Home).TryOpen(ProfileName, out var profile, out var problem))
        {
            return Fail(problem);
        }

        using (profile)
        using (var gateway = new GatewayClient(profile, Language, Host.Time))
        {
            return await run(gateway);
        }
    }

    /// <summary>Opens a list, or says why not.</summary>
    public ListFile? OpenList(string path, string? sheet, out int exit, CancellationToken cancel)
    {
        exit = ListFile.TryOpen(path, new ListOptions { Sheet = sheet }, out var list, out var problem, cancel) ? ExitCode.Ok : Fail(problem);
        return list;
    }

    /// <summary>Prints a value as the API's JSON.</summary>
    public void PrintJson<T>(T value) => Screen.Print(JsonSerializer.Serialize(value, Protocol.Api.ApiJson.Options));
}
