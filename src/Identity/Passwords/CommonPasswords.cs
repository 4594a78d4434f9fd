namespace Pmo.Identity.Passwords;

/// <summary>Words and passwords that are tried first, lower case: the embedded <c>CommonPasswords.txt</c>.</summary>
internal static class CommonPasswords
{
    public static HashSet<string> Read()
    {
        var type = typeof(CommonPasswords);
        using var stream = type.Assembly.GetManifestResourceStream($"{type.FullName}.txt")
            ?? throw new InvalidOperationException("CommonPasswords.txt is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
    }
}
