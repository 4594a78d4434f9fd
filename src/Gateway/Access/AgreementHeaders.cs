using Pmo.Agreements;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Access;

/// <summary>The agreement and the purpose that a data call names.</summary>
internal sealed record AgreementHeaders(string Agreement, string Purpose)
{
    /// <summary>The agreement for the log, if it can be one at all: what strangers put into a header does not belong there.</summary>
    public string? AgreementId => Agreements.AgreementId.TryParse(Agreement, out _, out _) ? Agreement : null;

    /// <summary>The purpose for the log, if it is one.</summary>
    public string? PurposeCode => Vocabulary.TryParse(Purpose, out Purpose _) ? Purpose : null;

    public static AgreementHeaders? Read(CallContext call, out Failure? failure)
    {
        var agreement = call.Header(PmoHeaders.Agreement);
        var purpose = call.Header(PmoHeaders.Purpose);
        failure = agreement is null ? CommonErrors.HeaderMissing.With(PmoHeaders.Agreement)
            : purpose is null ? CommonErrors.HeaderMissing.With(PmoHeaders.Purpose)
            : null;
        return failure is null ? new AgreementHeaders(agreement!, purpose!) : null;
    }
}
