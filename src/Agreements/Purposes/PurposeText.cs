namespace Pmo.Agreements;

/// <summary>What a purpose is called, and the legal basis it usually rests on.</summary>
/// <param name="Purpose">The code.</param>
/// <param name="Text">For people to read.</param>
/// <param name="Basis">For example <c>UU 27/2022 Pasal 20 ayat (2) huruf f</c>; an agreement's own basis counts, not this one.</param>
public sealed record PurposeText(Purpose Purpose, LocalizedText Text, string Basis);
