using System.Diagnostics.CodeAnalysis;

namespace Pmo.Agreements;

/// <summary>Names an organisation, party to agreements (the token's <c>org</c>): <c>[a-z0-9-]{3,64}</c>. The default value is the empty text, which names nothing.</summary>
public readonly record struct PartyId : IIdentifier<PartyId>
{
    private PartyId(string value) => Value = value;

    /// <summary>The id as written.</summary>
    public string Value => field ?? "";

    /// <summary>Reads an id; false and the reason, which completes 'the id is wrong: …', when its shape is wrong.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PartyId id, [NotNullWhen(false)] out LocalizedText? why)
    {
        var fits = IdShape.Fits(text, out why);
        id = fits ? new PartyId(text!) : default;
        return fits;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
