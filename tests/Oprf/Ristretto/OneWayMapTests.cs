using Pmo.Oprf.Tests.Vectors;
using static Pmo.Oprf.Tests.Encodings;

namespace Pmo.Oprf.Tests.Ristretto;

public sealed class OneWayMapTests
{
    public static TheoryData<string, string> Derived => [.. Rfc9496.Derived];

    [Theory]
    [MemberData(nameof(Derived))]
    public void Derived_elements_are_those_of_rfc_9496(string uniform, string element) =>
        Element.FromUniformBytes(Hex(uniform)).Encoded().ShouldBe(element);
}
