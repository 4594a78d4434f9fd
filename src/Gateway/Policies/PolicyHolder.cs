using Pmo.Agreements;
using Pmo.Hosting.Startup;

namespace Pmo.Gateway.Policies;

/// <summary>The agreements in force, read at start from <c>Agreements:Directory</c>. A set with an error is refused whole.</summary>
internal sealed class PolicyHolder
{
    private PolicyHolder(PolicySet current) => Current = current;

    public PolicySet Current { get; }

    /// <exception cref="StartupException"><c>agreements_missing</c> or <c>agreements_invalid</c>, which lists every error.</exception>
    public static PolicyHolder Load(string? directory)
    {
        if (string.IsNullOrEmpty(directory) || !Directory.Exists(directory))
        {
            throw new StartupException(
                "agreements_missing",
                $"Agreements:Directory harus menunjuk folder berisi perjanjian (policies/); sekarang '{directory}'.",
                $"Agreements:Directory must name the folder of the agreements (policies/); it is '{directory}'.");
        }

        var load = PolicyLoader.Load(directory, PolicyFeatures.None);
        if (load.IsValid)
        {
            return new PolicyHolder(load.Set);
        }

        var lines = load.Errors.Select(e => $"  {e.File}:{e.Line}: {e.Code.ToWire()}: {e.Message.Id} | {e.Message.En}");
        throw new StartupException(
            "agreements_invalid",
            $"Perjanjian di {directory} tidak sah; perbaiki semuanya, lalu mulai lagi.",
            $"The agreements in {directory} are not valid; mend them all, then start again.\n{string.Join('\n', lines)}");
    }
}
