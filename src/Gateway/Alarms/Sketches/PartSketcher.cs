using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Pmo.Gateway.Access;
using Pmo.Gateway.Alarms.Storage;
using Pmo.Oprf;

namespace Pmo.Gateway.Alarms.Sketches;

/// <summary>Sketches the parts of checks that Matching has taken, before they are answered: afterwards nobody has the tokens. Thread-safe.</summary>
internal sealed class PartSketcher(SketchTable table, IDataProtectionProvider ring, TimeProvider time)
{
    private const string Call = "check-part";
    private readonly IDataProtector _protector = ring.CreateProtector("pmo.alarms.sketch-key.v1");
    private byte[]? _key;

    /// <summary>Sketches what an answered call is to be known again by, if it is a part of a check.</summary>
    /// <returns>Keeps it, in the transaction of the outcome; null when there is nothing to keep.</returns>
    public async Task<Func<DbTransaction, Task>?> SketchAsync(CallContext call, int status)
    {
        if (call.Call.Name != Call || status != StatusCodes.Status200OK || call.Facts.Session is not { } session
            || !int.TryParse(call.Route("part"), System.Globalization.CultureInfo.InvariantCulture, out var part) || call.Body.Length <= Element.Size)
        {
            return null;
        }

        // Two at once read the same key.
        _key ??= _protector.Unprotect(await table.KeyAsync(() => _protector.Protect(RandomNumberGenerator.GetBytes(32)), CancellationToken.None));

        // The canary comes first and is the same in every list.
        var sketch = ListSketch.Of(call.Body.AsSpan(Element.Size), _key);
        return transaction => SketchTable.PutAsync(session, part, sketch, time.GetUtcNow(), transaction);
    }
}
