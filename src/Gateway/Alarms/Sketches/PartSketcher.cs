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

    /// <summary>Keeps what an answered call is to be known again by, if it is a part of a check.</summary>
    public async Task KeepAsync(CallContext call, int status)
    {
        if (call.Call.Name == Call && status == StatusCodes.Status200OK && call.Facts.Session is { } session
            && int.TryParse(call.Route("part"), System.Globalization.CultureInfo.InvariantCulture, out var part) && call.Body.Length > Element.Size)
        {
            // Two at once read the same key.
            _key ??= _protector.Unprotect(await table.KeyAsync(() => _protector.Protect(RandomNumberGenerator.GetBytes(32)), CancellationToken.None));

            // The canary comes first and is the same in every list.
            var sketch = ListSketch.Of(call.Body.AsSpan(Element.Size), _key);
            await table.PutAsync(session, part, sketch, time.GetUtcNow(), CancellationToken.None);
        }
    }
}
