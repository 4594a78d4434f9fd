using System.Globalization;
using Pmo.Client.Messages;

namespace Pmo.Client.Http;

/// <summary>What the client itself finds wrong with a call, an answer or a key.</summary>
internal static class ClientProblems
{
    public const string Offline = "offline";
    public const string TlsFailed = "tls_failed";
    public const string AnswerMalformed = "answer_malformed";
    public const string SessionExpired = "session_expired";
    public const string KeyChanged = "key_changed";
    public const string ListSize = "list_size";
    public const string StateUnwritable = "state_unwritable";

    public static GatewayProblem ToProblem(this Message message, Language language, int status = 0) => new(status, message.Code, message.In(language));

    public static Message NoAnswer(string host) => new(
        Offline,
        $"Tidak dapat terhubung ke {host}. Periksa sambungan internet, lalu ulangi.",
        $"Cannot reach {host}. Check the internet connection and try again.");

    public static Message Tls(string host) => new(
        TlsFailed,
        $"Sambungan aman ke {host} gagal: sertifikatnya tidak dipercaya. Jangan lanjutkan; hubungi operator.",
        $"No secure connection to {host}: its certificate is not trusted. Do not go on; ask the operator.");

    public static Message Malformed(string what) => new(
        AnswerMalformed,
        $"Jawaban gateway tidak dapat dibaca ({what}). Perbarui pmo, atau hubungi operator.",
        $"The gateway's answer cannot be read ({what}). Update pmo, or ask the operator.");

    public static Message Status(int status) => new(
        "http_" + status.ToString(CultureInfo.InvariantCulture),
        $"Gateway menjawab dengan status {status} tanpa penjelasan.",
        $"The gateway answered with status {status} and no explanation.");

    public static Message ClockSkew(TimeSpan ahead) => new(
        "clock_skew",
        $"Jam komputer ini {Id(ahead)} gateway. Samakan jam, lalu ulangi.",
        $"This computer's clock is {En(ahead)} the gateway's. Set it and try again.");

    public static Message ClockCorrected(TimeSpan ahead) => new(
        "clock_corrected",
        $"Jam komputer ini {Id(ahead)} gateway. Sudah diperhitungkan, tetapi samakanlah jam.",
        $"This computer's clock is {En(ahead)} the gateway's. It was allowed for; set the clock all the same.");

    public static Message ClockRight(TimeSpan ahead) => new(
        "ok",
        $"Jam komputer cukup tepat: {Id(ahead)} gateway.",
        $"The clock is right enough: {En(ahead)} the gateway's.");

    public static Message IssuerDiffers(string issuer) => new(
        "issuer_mismatch",
        $"Gateway menyebut penerbit token lain ({issuer}). Periksa alamat gateway dalam profil.",
        $"The gateway names another token issuer ({issuer}). Check the gateway's address in the profile.");

    public static Message NoTrustedStatement() => new(
        "statement_untrusted",
        "Kunci dari gateway tidak ditandatangani oleh kunci yang disematkan (statementKey) dalam profil. Jangan lanjutkan; hubungi operator.",
        "No key of the gateway is signed by the statementKey that the profile pins. Do not go on; ask the operator.");

    public static Message NoCurrentKey() => new(
        "key_missing",
        "Gateway belum memiliki kunci yang berlaku untuk lembaga ini. Hubungi operator.",
        "The gateway has no current key for this organisation. Ask the operator.");

    public static Message OtherKey() => new(
        KeyChanged,
        "Kunci berganti di tengah pemeriksaan. Mulai lagi tanpa --resume.",
        "The key changed during the check. Start again without --resume.");

    public static Message BadProof(int part) => new(
        "proof_invalid",
        $"Gateway tidak membuktikan bahwa bagian {part + 1} dihitung dengan kunci yang benar. Tidak ada yang dikirim lagi; hubungi operator.",
        $"The gateway did not prove that part {part + 1} was computed with the right key. Nothing more was sent; ask the operator.");

    public static Message BadCanary() => new(
        "canary_mismatch",
        "Nilai uji tidak sesuai dengan pernyataan kunci. Tidak ada yang dikirim lagi; hubungi operator.",
        "The canary differs from the key statement's. Nothing more was sent; ask the operator.");

    public static Message Expired() => new(
        SessionExpired,
        "Pemeriksaan yang terhenti sudah kedaluwarsa (24 jam). Mulai lagi tanpa --resume; kuota terpakai lagi.",
        "The unfinished check has expired (24 hours). Start again without --resume; quota will be spent again.");

    public static Message Size(int most) => new(
        ListSize,
        $"Daftar harus berisi 1 sampai {most.ToString("N0", CultureInfo.GetCultureInfo("id-ID"))} orang.",
        $"A list holds 1 to {most.ToString("N0", CultureInfo.GetCultureInfo("en-US"))} persons.");

    public static Message Unwritable(string directory) => new(
        StateUnwritable,
        $"Tidak dapat menulis catatan pemeriksaan ke {directory}. Periksa hak akses, atau setel PMO_HOME.",
        $"Cannot write the check's state to {directory}. Check its permissions, or set PMO_HOME.");

    private static string Id(TimeSpan ahead) => $"{Seconds(ahead)} detik lebih {(ahead > TimeSpan.Zero ? "cepat" : "lambat")} daripada";

    private static string En(TimeSpan ahead) => $"{Seconds(ahead)} seconds {(ahead > TimeSpan.Zero ? "ahead of" : "behind")}";

    private static string Seconds(TimeSpan span) => Math.Abs(Math.Round(span.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);
}
