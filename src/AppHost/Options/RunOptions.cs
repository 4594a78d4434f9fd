using System.CommandLine;
using System.Diagnostics.CodeAnalysis;

namespace Pmo.AppHost.Options;

/// <summary>What the command line says.</summary>
/// <param name="Url">Where the Gateway listens: a loopback address; port 0 takes a free one.</param>
/// <param name="Data">Everything that is written lies below it.</param>
/// <param name="Once">Exit after the demo's check.</param>
/// <param name="Demo">Whether to make organisations, datasets and a sample.</param>
/// <param name="Policies">The agreements; null: the demo's, copied to DATA/policies at the first start.</param>
/// <param name="Postgres">Connection string of a PostgreSQL database that takes a schema for each service; null: SQLite below <paramref name="Data"/>.</param>
internal sealed record RunOptions(Uri Url, string Data, bool Once, bool Demo, string? Policies, string? Postgres)
{
    private const int Usage = 2;

    /// <summary>The type's name: a connection string is a credential.</summary>
    public override string ToString() => nameof(RunOptions);

    public static bool TryParse(string[] args, [NotNullWhen(true)] out RunOptions? options, out int exit)
    {
        var urls = new Option<string>("--urls") { Description = "Alamat Gateway / the Gateway's address", DefaultValueFactory = _ => "http://127.0.0.1:8080" };
        var data = new Option<string>("--data") { Description = "Folder data / data folder", DefaultValueFactory = _ => "data" };
        var once = new Option<bool>("--once") { Description = "Selesai setelah pemeriksaan contoh / exit after the demo check" };
        var noDemo = new Option<bool>("--no-demo") { Description = "Tanpa data contoh / no demo data" };
        var policies = new Option<string?>("--policies") { Description = "Folder perjanjian / folder of the agreements" };
        var postgres = new Option<string?>("--postgres") { Description = "Basis data PostgreSQL, satu skema per layanan / a PostgreSQL database, one schema a service" };
        var root = new RootCommand("PMO Gateway, semua layanan dalam satu proses / every service in one process") { urls, data, once, noDemo, policies, postgres };
        var parsed = root.Parse(args);
        options = null;
        if (parsed.Action is not null && parsed.Errors.Count == 0)
        {
            exit = parsed.Invoke(); // --help, --version
            return false;
        }

        exit = Usage;
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine(string.Join('\n', parsed.Errors.Select(e => e.Message)));
            return false;
        }

        // Without TLS, tokens and answers travel in the clear; that is for one machine only.
        if (!Uri.TryCreate(parsed.GetValue(urls), UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || !url.IsLoopback)
        {
            Console.Error.WriteLine("--urls: http://127.0.0.1:PORT. Hanya untuk mesin ini sendiri / for this machine only.");
            return false;
        }

        options = new RunOptions(
            url, Path.GetFullPath(parsed.GetValue(data)!), parsed.GetValue(once), !parsed.GetValue(noDemo), parsed.GetValue(policies), parsed.GetValue(postgres));
        return true;
    }
}
