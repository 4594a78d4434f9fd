namespace Pmo.Gateway.Api;

/// <summary>How a call is decided.</summary>
internal enum CallKind
{
    /// <summary>Opens a check or an upload: agreement, list limits, quota, a new session.</summary>
    Open,

    /// <summary>Belongs to a session and inherits its agreement; shares its decision entry.</summary>
    Part,

    /// <summary>Ends a session: decided anew, an entry of its own, the caller's receipt.</summary>
    Commit,

    /// <summary>Makes or closes a dataset of one's own: agreement, no session.</summary>
    Dataset,

    /// <summary>Reads one's own sessions: a token, no agreement.</summary>
    ReadSession,

    /// <summary>Reads keys, datasets, the catalog: a token, no agreement.</summary>
    Read,

    /// <summary>Asks about persons of an own dataset in others: agreement, no session, charged by what the service counts.</summary>
    Charged,

    /// <summary>What operators do: the role <c>operator</c>, no agreement; audited as <c>account</c>.</summary>
    Operator,

    /// <summary>What data-protection officers do with the audit log: the role <c>dpo</c>, no agreement; audited as <c>audit</c>.</summary>
    Audit,

    /// <summary>Asks for counts over datasets: agreement, no session, no quota.</summary>
    Question,
}

/// <summary>One call of the API.</summary>
/// <param name="Name">Stable name, also the YARP route's.</param>
/// <param name="Kind">How it is decided.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Route pattern.</param>
/// <param name="Service">Who answers: <c>pseudonyms</c>, <c>matching</c>, <c>identity</c>, or null for the Gateway itself.</param>
/// <param name="Operation">Operation of the agreements, or what the decision says for calls that need none.</param>
/// <param name="MediaType">Of the body; null when there must be none.</param>
/// <param name="MaxBody">Largest body, bytes.</param>
/// <param name="Role">The role that a caller must have besides what its kind asks for; null: none.</param>
/// <param name="Query">A parameter of the query that makes it this call and not the one with the same path; null: none.</param>
internal sealed record ApiCall(
    string Name, CallKind Kind, string Method, string Path, string? Service, string Operation, string? MediaType = null, int MaxBody = 0,
    string? Role = null, string? Query = null);
