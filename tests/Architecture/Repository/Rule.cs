namespace Pmo.Architecture.Tests.Repository;

/// <summary>How every rule of the house speaks when it is broken.</summary>
internal static class Rule
{
    /// <param name="offenders">Where it is broken, <c>path:line</c> first.</param>
    /// <param name="mend">What to do about it.</param>
    public static void Holds(IEnumerable<string> offenders, string mend)
    {
        var list = offenders.Distinct(StringComparer.Ordinal).ToList();
        if (list.Count > 0)
        {
            Assert.Fail(string.Join(Environment.NewLine, list.Prepend(mend)));
        }
    }
}
