using Xunit;

namespace Pmo.Testing;

/// <summary>What a test needs beyond the SDK. PMO_TEST_REQUIRE lists, with commas, what must not be missing.</summary>
public static class Requirement
{
    /// <summary>Skips the running test, or fails it if <paramref name="name"/> is required.</summary>
    public static void IsMissing(string name, string reason)
    {
        var required = Environment.GetEnvironmentVariable("PMO_TEST_REQUIRE") ?? "";
        if (required.Split(',', StringSplitOptions.TrimEntries).Contains(name, StringComparer.Ordinal))
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }
}
