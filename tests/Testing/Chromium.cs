namespace Pmo.Testing;

/// <summary>The system's browser.</summary>
public static class Chromium
{
    /// <summary>Its program; skips the running test if there is none, unless PMO_TEST_REQUIRE lists chromium: then it fails.</summary>
    public static string Require()
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "chromium"))
            .FirstOrDefault(File.Exists);
        if (found is null)
        {
            Requirement.IsMissing("chromium", "Chromium is missing: apt-get install chromium");
        }

        return found!;
    }
}
