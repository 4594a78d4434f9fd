using Pmo.Client.Http;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Checks;

/// <summary>What to check, and under which agreement.</summary>
/// <param name="Grant">Agreement and purpose.</param>
/// <param name="ListDigest">
/// Names the list for resuming, without telling who is on it: a digest over the file's bytes and the chosen column. The same digest has to
/// mean the same persons in the same order.
/// </param>
/// <param name="Datasets">Only these; null for all that the agreement covers.</param>
/// <param name="Kind">What the list's numbers are: NIKs, or family cards.</param>
public sealed record CheckOrder(Grant Grant, string ListDigest, IReadOnlyList<string>? Datasets = null, IdentityKind Kind = default);
