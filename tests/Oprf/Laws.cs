using FsCheck;
using FsCheck.Fluent;

namespace Pmo.Oprf.Tests;

/// <summary>Runs FsCheck over scalars and elements drawn from 64 random bytes.</summary>
internal static class Laws
{
    private static readonly Gen<byte[]> Wide = Gen.Choose(0, 255).Select(i => (byte)i).ArrayOf(64);

    public static Arbitrary<Scalar> Scalars => Wide.Select(w => Scalar.FromUniformBytes(w)).ToArbitrary();

    public static Arbitrary<Element> Elements => Wide.Select(w => Element.FromUniformBytes(w)).ToArbitrary();

    public static void Hold<T>(Arbitrary<T> values, Func<T, bool> law, int times = 200) =>
        Prop.ForAll(values, law).Check(Config.QuickThrowOnFailure.WithMaxTest(times));

    public static void Hold<TA, TB>(Arbitrary<TA> a, Arbitrary<TB> b, Func<TA, TB, bool> law, int times = 200) =>
        Prop.ForAll(a, b, law).Check(Config.QuickThrowOnFailure.WithMaxTest(times));

    public static void Hold<TA, TB, TC>(Arbitrary<TA> a, Arbitrary<TB> b, Arbitrary<TC> c, Func<TA, TB, TC, bool> law, int times = 200) =>
        Prop.ForAll(a, b, c, law).Check(Config.QuickThrowOnFailure.WithMaxTest(times));
}
