using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pmo.Hosting.Startup;

namespace Pmo.Bench.Checks;

/// <summary>The two organisations of the benchmark, as an operator would lay them down: keys, their public parts, agreements, profiles.</summary>
internal static class Parties
{
    public const string Owner = "dinas-bench";
    public const string Checker = "csr-bench";
    public const string OwnerAgreement = "dinas-bench-upload";
    public const string CheckerAgreement = "csr-bench-check";
    public const string OwnerPurpose = "registration";
    public const string CheckerPurpose = "pre-donation-check";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Where the agreements are: beside the program.</summary>
    public static string Agreements => Path.Combine(AppContext.BaseDirectory, "Checks", "agreements");

    /// <summary>Before the services start. Keys that are there are kept.</summary>
    public static void Prepare(string data)
    {
        PrivateFile.CreateDirectory(Path.Combine(data, "profiles", "keys"));
        PrivateFile.CreateDirectory(Path.Combine(data, "secrets"));
        string[] names = [Owner, Checker];
        var clients = names.Select(org => new { clientId = org, org, roles = Array.Empty<string>(), jwk = PublicKey(KeyFile(data, org)) });
        Write(Path.Combine(data, "secrets", "clients.json"), new { clients });
    }

    /// <summary>After they started: the profiles follow the port.</summary>
    public static void WriteProfiles(string data, Uri origin)
    {
        var fingerprint = File.ReadAllText(Path.Combine(data, "secrets", "pairing", "statement-key.txt")).Trim();
        foreach (var org in (string[])[Owner, Checker])
        {
            Write(Path.Combine(data, "profiles", org + ".json"), new
            {
                gateway = origin.GetLeftPart(UriPartial.Authority),
                org,
                clientId = org,
                keyFile = $"keys/{org}.pem",
                statementKey = fingerprint,
            });
        }
    }

    private static string KeyFile(string data, string org) => Path.Combine(data, "profiles", "keys", org + ".pem");

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

        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new(StringComparer.Ordinal)
        {
            ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y),
        };
    }

    private static void Write<T>(string file, T value) => PrivateFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(value, Json));
}
