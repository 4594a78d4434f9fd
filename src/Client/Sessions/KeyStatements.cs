using Pmo.Client.Http;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;

namespace Pmo.Client.Sessions;

/// <summary>Gets the organisation's key statements and trusts only those signed by the pinned key.</summary>
internal static class KeyStatements
{
    public const string Path = "/v1/pseudonyms/keys";

    public static async Task<Outcome<KeyStatement>> CurrentAsync(
        GatewayClient gateway, Grant? grant, IdentityKind kind, CancellationToken cancel)
    {
        var answer = await gateway.SendAsync<Statements>(new GatewayRequest(HttpMethod.Get, Path) { Grant = grant }, cancel);
        return answer.TryGet(out var statements, out var problem) ? Choose(gateway, statements, kind) : problem;
    }

    /// <summary>The current key of another kind, which must be of the same epoch and version as <paramref name="beside"/>: a part names one key only.</summary>
    public static async Task<Outcome<KeyStatement>> CurrentAsync(
        GatewayClient gateway, Grant? grant, KeyStatement beside, IdentityKind kind, CancellationToken cancel)
    {
        var answer = await CurrentAsync(gateway, grant, kind, cancel);
        return answer.TryGet(out var statement, out var problem)
            ? KeyId.TryParse(statement.KeyId, out var id) && KeyId.TryParse(beside.KeyId, out var first) && (id.Epoch, id.Version) == (first.Epoch, first.Version)
                ? statement
                : ClientProblems.NoCurrentKey().ToProblem(gateway.Language)
            : problem;
    }

    internal static Outcome<KeyStatement> Choose(GatewayClient gateway, Statements statements, IdentityKind kind)
    {
        var trusted = new List<KeyStatement>();
        foreach (var jws in statements.Keys)
        {
            // One that does not verify spoils all: it is a sign of tampering, not of age.
            if (KeyStatement.Read(jws, gateway.Profile.StatementKey) is not { } statement || statement.Partner != gateway.Profile.Org)
            {
                return ClientProblems.NoTrustedStatement().ToProblem(gateway.Language);
            }

            trusted.Add(statement);
        }

        var current = trusted
            .Where(s => s.Domain == kind.Name && s.State == KeyStatement.Current && KeyId.TryParse(s.KeyId, out var id) && id.Kind == kind && id.Epoch == s.Epoch)
            .MaxBy(s => s.NotBefore);
        return current is { PublicKey.Length: 32, Canary.Length: 32 } ? current : ClientProblems.NoCurrentKey().ToProblem(gateway.Language);
    }
}
