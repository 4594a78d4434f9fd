using System.Diagnostics.CodeAnalysis;
using Pmo.Client.Http;
using Pmo.Client.Messages;
using Pmo.Protocol.Keys;

namespace Pmo.Client.Enrolment;

/// <summary>What a partner was told by the operator, read and found in order. Does not print itself.</summary>
public sealed class EnrolmentOrder
{
    private const int MaxOrg = 60;

    private EnrolmentOrder(Uri gateway, string org, EnrolmentCode code, KeyFingerprint statementKey)
    {
        Gateway = gateway;
        Org = org;
        Code = code;
        StatementKey = statementKey;
    }

    internal Uri Gateway { get; }

    internal string Org { get; }

    internal EnrolmentCode Code { get; }

    internal KeyFingerprint StatementKey { get; }

    /// <summary>Whether gateway and organisation can be such; asked before anybody types a code.</summary>
    public static bool TryCheck(string gateway, string org, out Message problem) => TryCheck(gateway, org, out _, out problem);

    /// <summary>Reads an order.</summary>
    /// <param name="gateway">The gateway's origin.</param>
    /// <param name="org">The organisation's id.</param>
    /// <param name="code">The one-time code; null when nobody could be asked.</param>
    /// <param name="statementKey">The pin, <c>sha256:…</c>, spaces allowed; likewise.</param>
    /// <param name="order">When true is returned.</param>
    /// <param name="problem">Else what is wrong.</param>
    public static bool TryRead(
        string gateway, string org, string? code, string? statementKey, [NotNullWhen(true)] out EnrolmentOrder? order, out Message problem)
    {
        order = null;
        if (!TryCheck(gateway, org, out var origin, out problem))
        {
            return false;
        }

        if (string.IsNullOrWhiteSpace(code) || !EnrolmentCode.TryParse(code, out var parsed))
        {
            problem = string.IsNullOrWhiteSpace(code) ? EnrolmentProblems.CodeMissing() : EnrolmentProblems.CodeMalformed();
            return false;
        }

        if (!KeyFingerprint.TryParse(statementKey?.Replace(" ", "", StringComparison.Ordinal), out var pin))
        {
            problem = EnrolmentProblems.Pin();
            return false;
        }

        order = new EnrolmentOrder(origin, org, parsed, pin);
        return true;
    }

    /// <summary>The type's name.</summary>
    public override string ToString() => nameof(EnrolmentOrder);

    private static bool TryCheck(string gateway, string org, out Uri origin, out Message problem)
    {
        problem = !GatewayAddress.TryParse(gateway, out origin) ? GatewayAddress.Invalid() : IsName(org) ? default : EnrolmentProblems.Org();
        return problem.Code is null;
    }

    private static bool IsName(string org) =>
        org.Length is >= 1 and <= MaxOrg && org.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
