using Pmo.Agreements;

namespace Pmo.Gateway.Access;

/// <summary>What sessions are opened for, in the words of the agreements. Stateless.</summary>
internal static class SessionOperation
{
    /// <summary>The operation of a call or a session.</summary>
    public static Operation Of(string name) => name switch
    {
        "upload" => Operation.Upload,
        "subject" => Operation.Subject,
        _ => Operation.Check,
    };
}
