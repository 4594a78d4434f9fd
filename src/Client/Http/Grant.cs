namespace Pmo.Client.Http;

/// <summary>Under which agreement, and for which of its purposes, data is used.</summary>
/// <param name="Agreement">Its id.</param>
/// <param name="Purpose">The purpose's code.</param>
public sealed record Grant(string Agreement, string Purpose);
