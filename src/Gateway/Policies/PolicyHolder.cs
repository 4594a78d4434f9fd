using Pmo.Agreements;
using Pmo.Hosting.Startup;

namespace Pmo.Gateway.Policies;

/// <summary>
/// The agreements in force, from <c>Agreements:Directory</c>. A set with an error is refused whole: at the start the Gateway does not
/// come up, later the last good set stays. Thread-safe; whoever decides a request takes <see cref="Current"/> once.
/// </summary>
internal sealed class PolicyHolder
{
    /// <summary>
    /// What Pseudonyms and Matching keep to beyond what they always have. A feature is added here when they do, and only then: until
    /// then an agreement that asks for it is refused when it is loaded.
    /// </summary>
    public const PolicyFeatures Enforced =
        PolicyFeatures.Kk | PolicyFeatures.Regions | PolicyFeatures.Threshold | PolicyFeatures.Noise;

    private volatile State _state;

    private PolicyHolder(string directory, PolicySource source, PolicySet set)
    {
        Directory = directory;
        Loaded = source;
        _state = new State(set, []);
    }

    /// <summary>Where the agreements lie.</summary>
    public string Directory { get; }

    /// <summary>What was read at the start.</summary>
    public PolicySource Loaded { get; }

    /// <summary>The set that decides now.</summary>
    public PolicySet Current => _state.Set;

    /// <summary>What is wrong with the files as they are now; empty when they are the set in force.</summary>
    public IReadOnlyList<PolicyError> Refused => _state.Refused;

    /// <exception cref="StartupException"><c>agreements_missing</c> or <c>agreements_invalid</c>, which lists every error.</exception>
    public static PolicyHolder Load(string? directory)
    {
        if (string.IsNullOrEmpty(directory) || !System.IO.Directory.Exists(directory))
        {
            throw new StartupException(
                "agreements_missing",
                $"Agreements:Directory harus menunjuk folder berisi perjanjian (policies/); sekarang '{directory}'.",
                $"Agreements:Directory must name the folder of the agreements (policies/); it is '{directory}'.");
        }

        var source = PolicySource.Read(directory);
        var load = PolicyLoader.Load(source, Enforced);
        if (load.IsValid)
        {
            return new PolicyHolder(directory, source, load.Set);
        }

        var lines = load.Errors.Select(e => $"  {e.File}:{e.Line}: {e.Code.ToWire()}: {e.Message.Id} | {e.Message.En}");
        throw new StartupException(
            "agreements_invalid",
            $"Perjanjian di {directory} tidak sah; perbaiki semuanya, lalu mulai lagi.",
            $"The agreements in {directory} are not valid; mend them all, then start again.\n{string.Join('\n', lines)}");
    }

    /// <summary>From now on this set decides.</summary>
    public void Adopt(PolicySet set) => _state = new State(set, []);

    /// <summary>The files are not valid: the set stays.</summary>
    public void Refuse(IReadOnlyList<PolicyError> errors) => _state = new State(Current, errors);

    private sealed record State(PolicySet Set, IReadOnlyList<PolicyError> Refused);
}
