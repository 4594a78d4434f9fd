using BenchmarkDotNet.Attributes;
using Pmo.Oprf.Lanes;

namespace Pmo.Bench.Micro;

/// <summary>Arithmetic mod 2^255 - 19, 8 at a time (AVX-512): times are for one of the 8.</summary>
public class EightLanesBenchmarks
{
    private const int Lanes = 8;
    private const int Times = 100;
    private readonly LaneField<EightLanes> _field = new();

    [Benchmark(OperationsPerInvoke = Times * Lanes)]
    public void Multiply() => _field.Multiply(Times);

    [Benchmark(OperationsPerInvoke = Times * Lanes)]
    public void Square() => _field.Square(Times);

    [Benchmark(OperationsPerInvoke = Lanes)]
    public void Invert() => _field.Invert();
}
