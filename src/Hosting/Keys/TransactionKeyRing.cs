using System.Data.Common;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Pmo.Hosting.Keys.Storage;

namespace Pmo.Hosting.Keys;

/// <summary>The ring as one transaction sees and changes it, under the database's write lock.</summary>
internal sealed class TransactionKeyRing(DbTransaction transaction) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => KeyRingTable.Read(transaction.Connection!, transaction).Select(e => e.Element).ToList();

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) => KeyRingTable.Add(friendlyName, element, transaction);
}
