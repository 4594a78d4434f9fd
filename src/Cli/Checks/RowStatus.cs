namespace Pmo.Cli.Checks;

/// <summary>The values of <c>pmo_status</c>: a contract.</summary>
internal static class RowStatus
{
    public const string Match = "match";
    public const string None = "none";
    public const string Withheld = "withheld";
    public const string Invalid = "invalid";
    public const string NoNik = "no_nik";
}
