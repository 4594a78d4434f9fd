using System.Diagnostics.CodeAnalysis;

namespace Pmo.Agreements;

/// <summary>The closed vocabulary of agreements and its names on the wire. Names are exact: case, hyphens and underscores count.</summary>
public static class Vocabulary
{
    internal static WireNames<Operation> Operations { get; } = new('-');

    internal static WireNames<Purpose> Purposes { get; } = new('-');

    internal static WireNames<Disclosure> Disclosures { get; } = new('-');

    internal static WireNames<PersonKind> Kinds { get; } = new('-');

    internal static WireNames<QuotaPeriod> Periods { get; } = new('-');

    internal static WireNames<ReasonCode> Reasons { get; } = new('_');

    internal static WireNames<PolicyErrorCode> ErrorCodes { get; } = new('_');

    /// <summary>For example <c>check</c>.</summary>
    public static string ToWire(this Operation value) => Operations[value];

    /// <summary>For example <c>pre-donation-check</c>.</summary>
    public static string ToWire(this Purpose value) => Purposes[value];

    /// <summary>For example <c>amount-band</c>.</summary>
    public static string ToWire(this Disclosure value) => Disclosures[value];

    /// <summary>For example <c>nik</c>.</summary>
    public static string ToWire(this PersonKind value) => Kinds[value];

    /// <summary>For example <c>month</c>.</summary>
    public static string ToWire(this QuotaPeriod value) => Periods[value];

    /// <summary>For example <c>no_agreement</c>.</summary>
    public static string ToWire(this ReasonCode value) => Reasons[value];

    /// <summary>For example <c>unknown_field</c>.</summary>
    public static string ToWire(this PolicyErrorCode value) => ErrorCodes[value];

    /// <summary>Reads an operation's wire name; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Operation value) => Operations.TryParse(text, out value);

    /// <summary>Reads a purpose's wire name; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Purpose value) => Purposes.TryParse(text, out value);

    /// <summary>Reads a disclosure's wire name; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Disclosure value) => Disclosures.TryParse(text, out value);

    /// <summary>Reads a kind's wire name; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PersonKind value) => Kinds.TryParse(text, out value);

    /// <summary>Reads a reason's wire name; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ReasonCode value) => Reasons.TryParse(text, out value);
}
