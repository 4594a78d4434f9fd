using Pmo.Protocol.Inputs;

namespace Pmo.Cli.Parsing;

/// <summary>Arguments are seen by every user of the machine and kept in shell histories: a NIK among them is refused.</summary>
internal static class ArgumentGuard
{
    public static bool HoldsNik(IEnumerable<string> args) =>
        args.Any(a => NikScanner.Contains(a) || Nik.TryParse(a, out _, out _) == NikDefect.None);
}
