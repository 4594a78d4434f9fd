using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Pmo.Hosting.Keys.Storage;
using Pmo.Hosting.Storage;

namespace Pmo.Hosting.Keys;

/// <summary>
/// Where Data Protection reads the ring. It never writes there by itself: it would do so in the middle of whatever first protects something, on each
/// replica by its own lights. <see cref="KeyRingKeeper"/> makes the keys. Thread-safe.
/// </summary>
internal sealed class DatabaseKeyRing(Database database) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() =>

        // The framework's interface is synchronous.
        database.ReadAsync(
            connection => Task.FromResult(KeyRingTable.Read(connection).Select(e => e.Element).ToList()), CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) => throw new NotSupportedException("Keys are made by the keeper of the ring.");
}
