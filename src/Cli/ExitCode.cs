using Pmo.Client.Http;
using Pmo.Client.Messages;

namespace Pmo.Cli;

/// <summary>What <c>pmo</c> exits with: a contract, scripts depend on it.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Internal = 1;
    public const int Usage = 2;
    public const int InvalidData = 3;
    public const int NotAllowed = 4;
    public const int Quota = 5;
    public const int Network = 6;
    public const int Interrupted = 7;
    public const int Match = 8;

    public static int Of(FailureKind kind) => kind switch
    {
        FailureKind.Usage => Usage,
        FailureKind.InvalidData => InvalidData,
        FailureKind.NotAllowed => NotAllowed,
        FailureKind.Quota => Quota,
        FailureKind.Network => Network,
        _ => Internal,
    };

    /// <summary>Of a list's or a profile's defect: what the user typed is usage, what is in the file is data.</summary>
    public static int Of(Message problem) => problem.Code switch
    {
        "file_empty" or "file_too_large" or "file_type_unsupported" or "file_damaged" or "file_encrypted" or "file_changed" or "no_rows"
            or "too_many_rows" or "too_many_columns" or "cell_too_long" or "quote_not_closed" or "nik_excel_cut" or "no_valid_nik" => InvalidData,
        _ => Usage,
    };
}
