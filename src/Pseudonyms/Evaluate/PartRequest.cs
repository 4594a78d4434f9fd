using System.Security.Cryptography;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Oprf;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Parts;
using Pmo.Protocol.Wire;

namespace Pmo.Pseudonyms.Evaluate;

/// <summary>One part of a session to evaluate. All but the body comes from the signed decision.</summary>
/// <param name="Session">The check, upload or subject's request.</param>
/// <param name="Partner">The organisation.</param>
/// <param name="Operation"><c>check</c>, <c>upload</c> or <c>subject</c>.</param>
/// <param name="Kind">Identity kind, which chooses the key; of an upload also one beside the session's own.</param>
/// <param name="SessionPersons">Persons of the whole session.</param>
/// <param name="SessionEnd">Seconds since 1970.</param>
/// <param name="Number">From 0.</param>
/// <param name="Body">What came: n × 32 bytes, if it is right.</param>
internal sealed record PartRequest(
    string Session,
    string Partner,
    string Operation,
    IdentityKind Kind,
    int SessionPersons,
    long SessionEnd,
    int Number,
    ReadOnlyMemory<byte> Body)
{
    /// <summary>Persons that this part must hold; 0 when the session has no such part.</summary>
    public int Persons => PartPlan.PersonsIn(SessionPersons, Number);

    /// <summary>By which numbers the session names its persons. Rows of an upload are named by NIK, whatever else they carry.</summary>
    public IdentityKind SessionKind => Operation == "upload" ? IdentityKind.Nik : Kind;

    /// <summary>SHA-256 of the body.</summary>
    public byte[] Digest { get; } = SHA256.HashData(Body.Span);

    /// <summary>What a refusal of this body costs: its elements but the canary, and never more than a part can hold.</summary>
    public int ElementsOnRefusal => Math.Clamp((Body.Length / Element.Size) - 1, 0, PartPlan.MaxPersons);

    /// <summary>Reads the part that a decision describes.</summary>
    /// <param name="accepted">Decision and body.</param>
    /// <param name="domain">The header <c>Pmo-Domain</c>, if it is there.</param>
    /// <param name="failure">Why there is none.</param>
    public static PartRequest? Read(AcceptedRequest accepted, string? domain, out Failure? failure)
    {
        var decision = accepted.Decision;
        failure = decision switch
        {
            { Operation: not ("check" or "upload" or "subject") } => DecisionErrors.DecisionRequired,
            { Session: null or "" } or { SessionExp: null } or { N: null } => CommonErrors.HeaderMissing.With(PmoHeaders.Session),
            { Part: null } => CommonErrors.HeaderMissing.With(PmoHeaders.Part),
            _ => null,
        };
        if (failure is not null)
        {
            return null;
        }

        if (!IdentityKind.TryParse(decision.Kind, out var kind))
        {
            failure = CommonErrors.HeaderInvalid.With(PmoHeaders.Domain, "nik | kk");
            return null;
        }

        if (domain is not null && domain != kind.Name)
        {
            failure = PseudonymErrors.DomainMismatch.With(kind.Name);
            return null;
        }

        return new PartRequest(
            decision.Session!,
            decision.Partner,
            decision.Operation,
            kind,
            decision.N!.Value,
            decision.SessionExp!.Value,
            decision.Part!.Value,
            accepted.Body);
    }

    /// <summary>Part and size as the session planned them; looks at no element.</summary>
    public Failure? CheckLength()
    {
        if (Persons == 0)
        {
            return PseudonymErrors.PartUnknown.With(Number, SessionPersons, PartPlan.Count(SessionPersons));
        }

        var expected = (Persons + 1) * Element.Size;
        return Body.Length == expected ? null : PseudonymErrors.PartSize.With(Persons + 1, Persons, expected, Body.Length);
    }

    public override string ToString() => nameof(PartRequest);
}
