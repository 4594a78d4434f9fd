using System.Text.Json;
using Pmo.Hosting.Jose;
using Pmo.Hosting.Startup;
using Pmo.Protocol.Api;

namespace Pmo.Identity.Clients;

/// <summary>
/// The file <c>Identity:ClientsFile</c>: <c>{"clients":[{"clientId","org","roles","jwk","grants"?,"redirectUris"?,"postLogoutRedirectUris"?}]}</c>, public
/// keys only. Without <c>grants</c> a client asks for itself alone.
/// </summary>
internal static class ClientsFile
{
    private const string AddressForm = "authorization_code + https://HOST/PATH (http: 127.0.0.1), tanpa | without # *";

    /// <summary>Reads it whole, or not at all.</summary>
    /// <exception cref="StartupException"><c>clients_file_invalid</c>: every fault at once.</exception>
    public static IReadOnlyList<Client> Read(string file)
    {
        var faults = new List<string>();
        var clients = ReadEntries(file).Select((entry, i) => Read(entry, i, faults)).OfType<Client>().ToList();
        faults.AddRange(clients.GroupBy(c => c.ClientId, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"clientId {g.Key}: x{g.Count()}"));
        return faults.Count == 0 ? clients : throw Invalid(file, string.Join("; ", faults));
    }

    private static List<Entry?> ReadEntries(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Content>(File.ReadAllBytes(file), ApiJson.Options)?.Clients ?? throw Invalid(file, "null");
        }
        catch (JsonException e)
        {
            // The position only: the framework's text may quote a private key that does not belong there.
            throw Invalid(file, $"JSON, line {e.LineNumber + 1}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Invalid(file, e.Message);
        }
    }

    private static Client? Read(Entry? entry, int index, List<string> faults)
    {
        var before = faults.Count;
        var name = $"clients[{index}]";
        if (entry is null)
        {
            faults.Add($"{name}: null");
            return null;
        }

        if (!Client.IsName(entry.ClientId))
        {
            faults.Add($"{name}.clientId: 1-64 a-z 0-9 -");
        }

        if (!Client.IsName(entry.Org))
        {
            faults.Add($"{name}.org: 1-64 a-z 0-9 -");
        }

        if (!entry.Roles.All(Client.IsName))
        {
            faults.Add($"{name}.roles: 1-64 a-z 0-9 -");
        }

        var key = PublicJwk.TryRead(entry.Jwk, out var error);
        if (error != JwkError.None)
        {
            faults.Add(error == JwkError.PrivateKey
                ? $"{name}.jwk: kunci privat! buang dan ganti | private key! remove and replace it"
                : $"{name}.jwk: P-256, RSA 2048-4096");
        }

        var client = new Client(entry.ClientId, entry.Org, entry.Roles, key!)
        {
            Grants = entry.Grants ?? [ClientGrants.ClientCredentials],
            RedirectUris = entry.RedirectUris ?? [],
            PostLogoutRedirectUris = entry.PostLogoutRedirectUris ?? [],
        };
        JudgeGrants(client, name, faults);
        return faults.Count == before ? client : null;
    }

    private static void JudgeGrants(Client client, string name, List<string> faults)
    {
        if (client.Grants.Count == 0 || !client.Grants.All(ClientGrants.IsKnown) || client.Grants.Distinct(StringComparer.Ordinal).Count() != client.Grants.Count)
        {
            faults.Add($"{name}.grants: client_credentials, authorization_code, refresh_token");
        }

        var codes = client.Grants.Contains(ClientGrants.AuthorizationCode, StringComparer.Ordinal);
        if (!codes && client.Grants.Contains(ClientGrants.RefreshToken, StringComparer.Ordinal))
        {
            faults.Add($"{name}.grants: refresh_token + authorization_code");
        }

        if (codes != client.RedirectUris.Count > 0 || !client.RedirectUris.All(RedirectUri.IsValid))
        {
            faults.Add($"{name}.redirectUris: {AddressForm}");
        }

        if ((!codes && client.PostLogoutRedirectUris.Count > 0) || !client.PostLogoutRedirectUris.All(RedirectUri.IsValid))
        {
            faults.Add($"{name}.postLogoutRedirectUris: {AddressForm}");
        }
    }

    private static StartupException Invalid(string file, string faults) => new(
        "clients_file_invalid",
        $"Identity:ClientsFile {file} tidak sah: {faults}. Betulkan berkasnya.",
        $"Identity:ClientsFile {file} is not valid: {faults}. Mend the file.");

    private sealed record Content(List<Entry?> Clients);

    private sealed record Entry(
        string ClientId,
        string Org,
        List<string> Roles,
        JsonElement Jwk,
        List<string>? Grants = null,
        List<string>? RedirectUris = null,
        List<string>? PostLogoutRedirectUris = null);
}
