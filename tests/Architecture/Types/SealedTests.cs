using Pmo.Architecture.Tests.Dependencies;
using Pmo.Architecture.Tests.Repository;

namespace Pmo.Architecture.Tests.Types;

public sealed class SealedTests
{
    // A type that nobody outside sees is changed freely as long as nobody derives from it; the analyzer leaves records and nested types out.
    [Fact]
    public void What_is_not_public_is_sealed() => Rule.Holds(
        from type in BuiltAssemblies.Types
        where type.IsClass && !type.IsVisible && !type.IsAbstract && !type.IsSealed // a static class is abstract and sealed
        where type.Name != "Program" // of top-level statements
        select $"{type.Assembly.GetName().Name}: {type.FullName}",
        "Add 'sealed', or 'abstract' when it is a base.");
}
