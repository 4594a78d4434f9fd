using System.Text.Json;
using Pmo.Hosting.Startup;
using Pmo.Identity.Clients;
using Pmo.Identity.Passwords;
using Pmo.Identity.SecondFactors;
using Pmo.Protocol.Api;

namespace Pmo.Identity.Accounts;

/// <summary>Somebody who is ready to sign in, with their secrets: for the demo only. Redacts itself.</summary>
internal sealed record ReadyPerson(Person Person, string Password, byte[] Secret)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(ReadyPerson);
}

/// <summary>
/// The file <c>Identity:PeopleFile</c>, Development only:
/// <c>{"people":[{"userName","displayName","org","roles","password","totpSecret"}]}</c>, the secret as base32 of 20 bytes.
/// </summary>
internal static class PeopleFile
{
    /// <summary>Reads it whole, or not at all.</summary>
    /// <exception cref="StartupException"><c>people_file_invalid</c>: every fault at once, no password or secret among them.</exception>
    public static IReadOnlyList<ReadyPerson> Read(string file)
    {
        var faults = new List<string>();
        var people = ReadEntries(file).Select((entry, i) => Read(entry, i, faults)).OfType<ReadyPerson>().ToList();
        faults.AddRange(people.GroupBy(p => p.Person.UserName, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"userName {g.Key}: x{g.Count()}"));
        return faults.Count == 0 ? people : throw Invalid(file, string.Join("; ", faults));
    }

    private static List<Entry?> ReadEntries(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Content>(File.ReadAllBytes(file), ApiJson.Options)?.People ?? throw Invalid(file, "null");
        }
        catch (JsonException e)
        {
            // The position only: the framework's text may quote a password.
            throw Invalid(file, $"JSON, line {e.LineNumber + 1}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Invalid(file, e.Message);
        }
    }

    private static ReadyPerson? Read(Entry? entry, int index, List<string> faults)
    {
        var before = faults.Count;
        var name = $"people[{index}]";
        if (entry is null)
        {
            faults.Add($"{name}: null");
            return null;
        }

        Expect(Person.IsUserName(entry.UserName), "userName: 3-64 a-z 0-9 . _ -");
        Expect(Person.IsDisplayName(entry.DisplayName), "displayName: 1-100");
        Expect(Client.IsName(entry.Org), "org: 1-64 a-z 0-9 -");
        Expect(PersonRole.AreKnown(entry.Roles), $"roles: {string.Join(", ", PersonRole.All)}");
        var secret = Base32.TryDecode(entry.TotpSecret);
        Expect(secret?.Length == Totp.SecretSize, "totpSecret: base32, 32 characters");
        if (faults.Count > before)
        {
            return null;
        }

        var person = Person.Create(entry.UserName, entry.DisplayName, entry.Org, entry.Roles);
        var fault = PasswordRules.Check(entry.Password, person);
        Expect(fault == PasswordFault.None, $"password: {fault}");
        return faults.Count == before ? new ReadyPerson(person, entry.Password, secret!) : null;

        void Expect(bool isFine, string otherwise)
        {
            if (!isFine)
            {
                faults.Add($"{name}.{otherwise}");
            }
        }
    }

    private static StartupException Invalid(string file, string faults) => new(
        "people_file_invalid",
        $"Identity:PeopleFile {file} tidak sah: {faults}. Betulkan berkasnya.",
        $"Identity:PeopleFile {file} is not valid: {faults}. Mend the file.");

    private sealed record Content(List<Entry?> People);

    private sealed record Entry(string UserName, string DisplayName, string Org, List<string> Roles, string Password, string TotpSecret);
}
