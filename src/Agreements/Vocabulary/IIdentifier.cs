using System.Diagnostics.CodeAnalysis;

namespace Pmo.Agreements;

/// <summary>Lets the file reader read every kind of id or code in one way.</summary>
internal interface IIdentifier<TSelf>
    where TSelf : struct, IIdentifier<TSelf>
{
    static abstract bool TryParse([NotNullWhen(true)] string? text, out TSelf id, [NotNullWhen(false)] out LocalizedText? why);
}
