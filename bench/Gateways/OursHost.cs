using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Hosting;
using Pmo.Bench.Checks;
using Pmo.Bench.Runs;
using Pmo.Gateway;
using Pmo.Hosting.Startup;
using Pmo.Identity;

namespace Pmo.Bench.Gateways;

/// <summary>Gateway and Identity as they are in production, on one data folder; what the Gateway forwards to lies elsewhere.</summary>
internal static class OursHost
{
    public const string Name = "gateway-ours";
    private const string NoLimit = "1000000";

    /// <param name="rest">The data folder, as <see cref="Parties.Prepare"/> left it; then where Matching's calls go.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> rest)
    {
        var (data, backend) = (rest[0], rest[1]);
        var secrets = Path.Combine(data, "secrets");
        foreach (var service in (string[])["identity", "pseudonyms", "matching"])
        {
            PrivateFile.Write(Path.Combine(secrets, service + ".key"), RandomNumberGenerator.GetBytes(32));
        }

        var certificate = Path.Combine(data, "ring.pfx");
        WriteCertificate(certificate);

        // Each of the two has to know the other's address before it starts.
        var origin = $"http://127.0.0.1:{FreePort()}";
        await using var identity = IdentityService.Create(
        [
            .. Common(data, "identity", certificate, "http://127.0.0.1:0"), $"--Identity:Issuer={origin}", $"--Decisions:KeyFile={Path.Combine(secrets, "identity.key")}",
            $"--Identity:ClientsFile={Path.Combine(secrets, "clients.json")}", $"--Identity:RateLimits:Token:PerAddress={NoLimit}",
            $"--Identity:RateLimits:Client={NoLimit}",
        ]);
        await identity.StartAsync();
        await using var gateway = GatewayService.Create(
        [
            .. Common(data, "gateway", certificate, origin), $"--Agreements:Directory={Parties.Agreements}",
            $"--Decisions:KeyFiles:Identity={Path.Combine(secrets, "identity.key")}",
            $"--Decisions:KeyFiles:Pseudonyms={Path.Combine(secrets, "pseudonyms.key")}",
            $"--Decisions:KeyFiles:Matching={Path.Combine(secrets, "matching.key")}",
            $"--Destinations:Identity:0={identity.Urls.Single()}", $"--Destinations:Pseudonyms:0={backend}", $"--Destinations:Matching:0={backend}",
        ]);
        await gateway.StartAsync();
        await Console.Out.WriteLineAsync($"{ServiceProcess.Ready}{origin}");
        await gateway.WaitForShutdownAsync();
        await gateway.StopAsync();
        await identity.StopAsync();
        return ExitCodes.Ok;
    }

    private static string[] Common(string data, string service, string certificate, string url) =>
    [
        "--environment=Production", $"--DataProtection:CertificateFile={certificate}", $"--urls={url}", $"--Service:DataDirectory={Path.Combine(data, service)}",
        $"--Service:LogDirectory={Path.Combine(data, "logs")}",
    ];

    private static void WriteCertificate(string file)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=bench", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
        PrivateFile.Write(file, certificate.Export(X509ContentType.Pfx));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
