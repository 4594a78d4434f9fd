using Pmo.Agreements;
using Pmo.Gateway.Access;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Inputs;

namespace Pmo.Gateway.Sessions;

/// <summary>Reads what opening a session asks for; null and the failure when it cannot be.</summary>
internal delegate ListRequest? ListReader(CallContext call, out Failure? failure);

/// <summary>
/// An operation that is done in a session: opening, evaluations, parts, commit. Its calls are named <c>NAME-open</c>, <c>NAME-part</c>, <c>NAME-commit</c>
/// … in the API's table. Immutable.
/// </summary>
/// <param name="Name">As calls, sessions and decisions name it.</param>
/// <param name="Operation">What the agreements call it.</param>
/// <param name="Read">Reads its opening.</param>
/// <param name="Beside">Kinds that rows may carry beside the session's own, where the agreement names them.</param>
internal sealed record SessionOperation(string Name, Operation Operation, ListReader Read, IReadOnlyList<IdentityKind> Beside)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<SessionOperation> All { get; } =
    [
        new("check", Operation.Check, ListRequest.ReadCheck, []),
        new("upload", Operation.Upload, ListRequest.ReadUpload, [IdentityKind.Kk]),
        new("subject", Operation.Subject, ListRequest.ReadSubject, []),
    ];

    /// <summary>The one of this name.</summary>
    /// <exception cref="InvalidOperationException">There is none: the API's table and this one differ.</exception>
    public static SessionOperation Of(string name) => All.Single(o => o.Name == name);

    /// <summary>Which kinds may be evaluated: the session's own, and of those beside it what the agreement allows now.</summary>
    /// <param name="policies">The set that decides.</param>
    /// <param name="request">As it was decided for the session's own kind.</param>
    public IReadOnlyList<string> Kinds(PolicySet policies, AccessRequest request) =>
    [
        request.Kind!,
        .. Beside.Select(kind => kind.Name).Where(kind => policies.DecideAgain(request with { Kind = kind }).Allowed),
    ];

    /// <summary>Whether a call is about this session: a check under an upload's address, or an upload under another dataset's, is as unknown as one that is not there.</summary>
    public static bool IsAddressed(CallContext call, Session session) =>
        call.Call.Name == "evaluate"
        || (call.Call.Name.StartsWith(session.Operation + "-", StringComparison.Ordinal)
            && (call.Route("dataset") is not { } dataset || (session.Datasets is [var only] && only.Id == dataset)));
}
