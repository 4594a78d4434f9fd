using System.Collections.Frozen;

namespace Pmo.Agreements;

/// <summary>Texts for a set without a <c>purposes.yaml</c>, and for purposes that such a file leaves out.</summary>
internal static class PurposeTexts
{
    // UU 27/2022 article 20(2): c legal obligation, e public interest and service, f legitimate interest.
    private const string LegalObligation = "UU 27/2022 Pasal 20 ayat (2) huruf c";
    private const string PublicDuty = "UU 27/2022 Pasal 20 ayat (2) huruf e";
    private const string LegitimateInterest = "UU 27/2022 Pasal 20 ayat (2) huruf f";

    public static readonly FrozenDictionary<Purpose, PurposeText> BuiltIn = new PurposeText[]
    {
        new(Purpose.Registration, new("Pendaftaran data bantuan sendiri", "Registering own aid data"), PublicDuty),
        new(Purpose.PreDonationCheck, new("Pemeriksaan penerima sebelum donasi", "Pre-donation check"), LegitimateInterest),
        new(Purpose.DuplicateCleanup, new("Pembersihan data ganda", "Duplicate clean-up"), PublicDuty),
        new(Purpose.Targeting, new("Penajaman sasaran bantuan", "Targeting of aid"), PublicDuty),
        new(Purpose.Evaluation, new("Evaluasi program", "Programme evaluation"), PublicDuty),
        new(Purpose.Audit, new("Pembuktian pemrosesan yang sah", "Proof of lawful processing"), LegalObligation),
        new(Purpose.SubjectRequest, new("Permintaan subjek data", "Data subject request"), LegalObligation),
    }.ToFrozenDictionary(text => text.Purpose);
}
