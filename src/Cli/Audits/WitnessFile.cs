using System.Text.Json;
using Pmo.AuditLog.Remote;

namespace Pmo.Cli.Audits;

/// <summary>Where a witness remembers: a small JSON file, written whole or not at all.</summary>
internal sealed class WitnessFile(string path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Reads it; no file is no memory, and a file that cannot be read is not taken for none.</summary>
    public bool TryRead(out WitnessState? state)
    {
        state = null;
        if (!File.Exists(Path))
        {
            return true;
        }

        try
        {
            state = JsonSerializer.Deserialize<WitnessState>(File.ReadAllBytes(Path), JsonSerializerOptions.Web);
            return state is { Key: not null, Note: not null };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return false;
        }
    }

    public bool TryWrite(WitnessState state)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            var beside = Path + ".tmp";
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                stream.Write(JsonSerializer.SerializeToUtf8Bytes(state, JsonSerializerOptions.Web));
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, Path, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
