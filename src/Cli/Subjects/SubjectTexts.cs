using Pmo.Client.Messages;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;

namespace Pmo.Cli.Subjects;

/// <summary>What <c>pmo subject</c> says beside its report.</summary>
internal static class SubjectTexts
{
    public static Message CaseInvalid() => new(
        "case_invalid",
        $"Nomor kasus harus {SubjectCase.Form} dan bukan nomor seseorang.",
        $"The case number must be {SubjectCase.Form} and not a person's number.");

    public static Message Missing(IdentityKind kind) => kind == IdentityKind.Kk
        ? new(
            "kk_missing",
            "Nomor KK tidak ditanyakan tanpa terminal. Kirim lewat stdin: pmo subject … -",
            "Without a terminal the family card number is not asked for. Send it on stdin: pmo subject … -")
        : new(
            "nik_missing",
            "NIK tidak ditanyakan tanpa terminal. Kirim lewat stdin: pmo subject … -",
            "Without a terminal the NIK is not asked for. Send it on stdin: pmo subject … -");

    public static Message Invalid(IdentityKind kind) => kind == IdentityKind.Kk
        ? new("kk_invalid", "Nomor KK itu tidak sah. Periksa kartu keluarga.", "That is no valid family card number. Look at the card.")
        : new("nik_invalid", "NIK itu tidak sah. Periksa KTP.", "That is no valid NIK. Look at the identity card.");
}
