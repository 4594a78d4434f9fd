namespace Pmo.Agreements;

/// <summary>The legal basis of an agreement (UU 27/2022, article 20).</summary>
/// <param name="Law">For example <c>UU 27/2022</c>.</param>
/// <param name="Article">For example <c>20(2)f</c>.</param>
/// <param name="Note">Free text.</param>
public sealed record LegalBasis(string Law, string? Article, string? Note);
