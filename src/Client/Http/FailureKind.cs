namespace Pmo.Client.Http;

/// <summary>What a failure means to whoever started the call; the CLI makes its exit code of it.</summary>
public enum FailureKind
{
    /// <summary>The program's own fault.</summary>
    Internal,

    /// <summary>The call does not fit the state of things: a taken id, a closed dataset, an expired session.</summary>
    Usage,

    /// <summary>The data is not acceptable.</summary>
    InvalidData,

    /// <summary>Authentication, trust or the agreement forbids it.</summary>
    NotAllowed,

    /// <summary>The quota or a ceiling is used up.</summary>
    Quota,

    /// <summary>The gateway cannot be reached or does not work now.</summary>
    Network,
}
