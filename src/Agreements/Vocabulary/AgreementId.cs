using System.Diagnostics.CodeAnalysis;

namespace Pmo.Agreements;

/// <summary>Names an agreement: <c>[a-z0-9-]{3,64}</c>. The default value is the empty text, which names nothing.</summary>
public readonly record struct AgreementId : IIdentifier<AgreementId>
{
    private AgreementId(string value) => Value = value;

    /// <summary>The id as written.</summary>
    public string Value => field ?? "";

    /// <summary>Reads an id; false and the reason, which completes 'the id is wrong: …', when its shape is wrong.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AgreementId id, [NotNullWhen(false)] out LocalizedText? why)
    {
        var fits = IdShape.Fits(text, out why);
        id = fits ? new AgreementId(text!) : default;
        return fits;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
