using Pmo.Client.Messages;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Subjects;

/// <summary>What <c>pmo subject</c> says beside its report.</summary>
internal static class SubjectTexts
{
    public static Message CaseInvalid() => new(
        "case_invalid",
        $"Nomor kasus harus {SubjectCase.Form} dan bukan nomor seseorang.",
        $"The case number must be {SubjectCase.Form} and not a person's number.");

    public static Message NikMissing() => new(
        "nik_missing",
        "NIK tidak ditanyakan tanpa terminal. Kirim lewat stdin: pmo subject … -",
        "Without a terminal the NIK is not asked for. Send it on stdin: pmo subject … -");

    public static Message NikInvalid() => new(
        "nik_invalid", "NIK itu tidak sah. Periksa KTP.", "That is no valid NIK. Look at the identity card.");
}
