using System.Security.Cryptography;
using Pmo.Protocol.Keys;

namespace Pmo.Client.Profiles;

/// <summary>
/// Who calls, and whom: an organisation's client, its key, the gateway and the gateway's pinned statement key. Made by
/// <see cref="ProfileStore"/> only. Does not print itself. Disposing of it destroys the key in memory.
/// </summary>
public sealed class Profile : IDisposable
{
    internal Profile(string name, Uri gateway, string org, string clientId, ECDsa key, string keyFile, KeyFingerprint statementKey)
    {
        Name = name;
        Gateway = gateway;
        Org = org;
        ClientId = clientId;
        Key = key;
        KeyFile = keyFile;
        StatementKey = statementKey;
    }

    /// <summary>The file's name without <c>.json</c>.</summary>
    public string Name { get; }

    /// <summary>The gateway's origin: <c>https</c>, or <c>http</c> on a loopback address.</summary>
    public Uri Gateway { get; }

    /// <summary>The organisation's id.</summary>
    public string Org { get; }

    /// <summary>The OAuth client id.</summary>
    public string ClientId { get; }

    /// <summary>Whose signature key statements must bear; there is no trust on first use.</summary>
    public KeyFingerprint StatementKey { get; }

    /// <summary>The client's own key, P-256.</summary>
    internal ECDsa Key { get; }

    /// <summary>Where the key lies.</summary>
    internal string KeyFile { get; }

    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();

    /// <summary>The type's name.</summary>
    public override string ToString() => nameof(Profile);
}
