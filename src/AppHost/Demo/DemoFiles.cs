using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Pmo.AppHost.Running;
using Pmo.Hosting.Startup;

namespace Pmo.AppHost.Demo;

/// <summary>What the demo lays down before the services start, and the profiles after: keys, agreements, clients. What is there is kept.</summary>
internal static class DemoFiles
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Keys of the organisations, their public parts for Identity, and the agreements.</summary>
    public static void Prepare(DataFolder folder, bool demo)
    {
        if (demo)
        {
            PrivateFile.CreateDirectory(Path.Combine(folder.Profiles, "keys"));
            var clients = DemoOrganisations.Clients.Select(
                c => new { clientId = c.ClientId, org = c.Org, roles = (string[])[c.Role], jwk = PublicKey(KeyFile(folder, c.ClientId)) });
            Write(folder.Clients, new { clients });
            DemoPeople.Prepare(folder);
        }

        var own = Path.Combine(folder.Root, "policies");
        if (folder.Policies == own && !Directory.Exists(own))
        {
            CopyAgreements(own, demo);
        }
    }

    /// <summary>Profiles that follow the port and pin the statement key.</summary>
    public static void WriteProfiles(DataFolder folder, Uri origin, bool demo)
    {
        var fingerprint = File.ReadAllText(Path.Combine(folder.Pairing, "statement-key.txt")).Trim();
        foreach (var client in demo ? DemoOrganisations.Clients : [])
        {
            Write(Path.Combine(folder.Profiles, client.ClientId + ".json"), new
            {
                gateway = origin.GetLeftPart(UriPartial.Authority),
                org = client.Org,
                clientId = client.ClientId,
                keyFile = $"keys/{client.ClientId}.pem",
                statementKey = fingerprint,
            });
        }
    }

    private static string KeyFile(DataFolder folder, string clientId) => Path.Combine(folder.Profiles, "keys", clientId + ".pem");

    private static Dictionary<string, string> PublicKey(string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(file))
        {
            key.ImportFromPem(File.ReadAllText(file));
        }
        else
        {
            PrivateFile.Write(file, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        }

        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(key));
        return new(StringComparer.Ordinal) { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = jwk.X, ["y"] = jwk.Y };
    }

    // Into a folder beside, then moved: a process killed half way leaves no half set of agreements that would be taken for the whole.
    private static void CopyAgreements(string target, bool demo)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "demo-policies");
        var beside = $"{target}.{Guid.NewGuid():N}.tmp";
        Directory.CreateDirectory(beside);
        foreach (var file in demo ? Directory.EnumerateFiles(source, "*.yaml") : [])
        {
            File.Copy(file, Path.Combine(beside, Path.GetFileName(file)));
        }

        Directory.Move(beside, target);
    }

    private static void Write<T>(string file, T value) => PrivateFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(value, Indented));
}
