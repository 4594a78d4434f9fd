using Pmo.Client.Http;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Subjects;

/// <summary>What a data-protection officer does for one person.</summary>
/// <param name="Grant">An agreement that permits <c>subject</c>.</param>
/// <param name="Case">The officer's case number, <c>[A-Za-z0-9/-]{3,64}</c>.</param>
/// <param name="Mode"><c>access</c>, <c>erase</c>, <c>restrict</c> or <c>lift</c>.</param>
/// <param name="Kind">By which number; by family card only <c>access</c>.</param>
public sealed record SubjectOrder(Grant Grant, string Case, string Mode, IdentityKind Kind = default);
