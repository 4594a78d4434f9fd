namespace Pmo.Agreements;

/// <summary>One text in the two languages of the product.</summary>
/// <param name="Id">Indonesian.</param>
/// <param name="En">English.</param>
public sealed record LocalizedText(string Id, string En);
