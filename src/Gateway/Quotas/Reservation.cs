using Pmo.Gateway.Sessions;

namespace Pmo.Gateway.Quotas;

/// <summary>What was taken from meters for an answer that is under way.</summary>
/// <param name="Audit">The decision entry.</param>
/// <param name="Partner">Whose.</param>
/// <param name="Charges">All it may charge, on every meter.</param>
/// <param name="At">When.</param>
internal sealed record Reservation(string Audit, string Partner, IReadOnlyList<Charge> Charges, DateTimeOffset At);
