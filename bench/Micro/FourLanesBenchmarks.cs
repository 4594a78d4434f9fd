using BenchmarkDotNet.Attributes;
using Pmo.Oprf.Lanes;

namespace Pmo.Bench.Micro;

/// <summary>Arithmetic mod 2^255 - 19, 4 at a time (AVX2): times are for one of the 4.</summary>
public class FourLanesBenchmarks
{
    private const int Lanes = 4;
    private const int Times = 100;
    private readonly LaneField<FourLanes> _field = new();

    [Benchmark(OperationsPerInvoke = Times * Lanes)]
    public void Multiply() => _field.Multiply(Times);

    [Benchmark(OperationsPerInvoke = Times * Lanes)]
    public void Square() => _field.Square(Times);

    [Benchmark(OperationsPerInvoke = Lanes)]
    public void Invert() => _field.Invert();
}
