using Pmo.Oprf.Field;

namespace Pmo.Oprf.Lanes;

/// <summary>The constants of RFC 9496 section 4.1 in every lane.</summary>
internal static class LaneConstants<V>
    where V : unmanaged, ILanes<V>
{
    public static readonly LaneElement<V> One = LaneElement<V>.Of(FieldElement.One);
    public static readonly LaneElement<V> MinusOne = LaneElement<V>.Of(FieldConstants.MinusOne);
    public static readonly LaneElement<V> D = LaneElement<V>.Of(FieldConstants.D);
    public static readonly LaneElement<V> TwiceD = LaneElement<V>.Of(FieldConstants.TwiceD);
    public static readonly LaneElement<V> SqrtMinusOne = LaneElement<V>.Of(FieldConstants.SqrtMinusOne);
    public static readonly LaneElement<V> SqrtADMinusOne = LaneElement<V>.Of(FieldConstants.SqrtADMinusOne);
    public static readonly LaneElement<V> InvSqrtAMinusD = LaneElement<V>.Of(FieldConstants.InvSqrtAMinusD);
    public static readonly LaneElement<V> OneMinusDSquared = LaneElement<V>.Of(FieldConstants.OneMinusDSquared);
    public static readonly LaneElement<V> DMinusOneSquared = LaneElement<V>.Of(FieldConstants.DMinusOneSquared);
}
