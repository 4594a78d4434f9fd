using System.Globalization;

namespace Pmo.Bench.Memory;

/// <summary>The most memory that a process had resident at once, as Linux keeps it.</summary>
internal static class PeakMemory
{
    private const string Field = "VmHWM:";

    /// <summary>Whether this system tells.</summary>
    public static bool IsKnown => File.Exists("/proc/self/status") && File.Exists("/proc/self/clear_refs");

    /// <summary>MiB; null when the process has ended.</summary>
    public static double? Of(int process)
    {
        try
        {
            var line = File.ReadLines(Invariant($"/proc/{process}/status")).FirstOrDefault(l => l.StartsWith(Field, StringComparison.Ordinal));
            return line is null ? null : double.Parse(line[Field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Counts anew from what is resident now: proc_pid_clear_refs(5), value 5.</summary>
    public static void Reset(int process) => File.WriteAllText(Invariant($"/proc/{process}/clear_refs"), "5");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
