using System.CommandLine;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Remote;
using Pmo.Client.Http;
using Pmo.Client.Messages;
using Pmo.Client.Profiles;

namespace Pmo.Cli.Audits;

/// <summary>Which log, and by whose key. A public log needs no profile.</summary>
internal sealed class LogOptions(Language language)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public Option<string?> Gateway { get; } = new("--gateway")
    {
        Description = language == Language.En ? "the gateway's address (default: the profile's)" : "alamat gateway (bawaan: dari profil)",
    };

    public Option<string?> Key { get; } = new("--key")
    {
        Description = language == Language.En ? "the log's verifier key, as the operator published it" : "kunci log, seperti yang diumumkan operator",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Gateway);
        command.Options.Add(Key);
    }

    /// <summary>Runs <paramref name="run"/> against the log, with the pinned key or null.</summary>
    public async Task<int> WithLogAsync(Verb verb, Func<LogClient, Uri, NoteKey?, Task<int>> run)
    {
        NoteKey? pinned = null;
        if (verb.Value(Key) is { } text && !NoteKey.TryParse(text, out pinned, out _))
        {
            return verb.Fail(AuditTexts.KeyInvalid(), ExitCode.Usage);
        }

        var (origin, problem) = Find(verb);
        if (origin is null)
        {
            return verb.Fail(problem);
        }

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = !origin.IsLoopback, AllowAutoRedirect = false }) { Timeout = Patience };
        try
        {
            return await run(new LogClient(http, new Uri(origin, "/v1/audit/log/")), origin, pinned);
        }
        catch (LogUnreadableException e)
        {
            return verb.Fail(AuditTexts.Unreadable(origin.Authority, e.Message), ExitCode.Network);
        }
    }

    private (Uri? Origin, Message Problem) Find(Verb verb)
    {
        if (verb.Value(Gateway) is { } address)
        {
            return GatewayAddress.TryParse(address, out var origin) ? (origin, default) : (null, GatewayAddress.Invalid());
        }

        if (!new ProfileStore(verb.Home).TryOpen(verb.Profile, out var profile, out var problem))
        {
            return (null, problem);
        }

        using (profile)
        {
            return (profile.Gateway, default);
        }
    }
}
