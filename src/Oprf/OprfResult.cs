using System.Runtime.InteropServices;

namespace Pmo.Oprf;

/// <summary>Outcome of a batch operation.</summary>
/// <param name="Error">What is wrong with the first fault found; <see cref="OprfError.None"/> if all is well.</param>
/// <param name="Index">The 0-based element, input or blind at fault; -1 if it is none of them (lengths, key, public key, proof).</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OprfResult(OprfError Error, int Index)
{
    public static OprfResult Ok => new(OprfError.None, -1);

    public bool IsOk => Error == OprfError.None;

    internal static OprfResult Refused(OprfError error) => new(error, -1);
}
