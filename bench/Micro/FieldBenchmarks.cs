using BenchmarkDotNet.Attributes;
using Pmo.Oprf.Field;

namespace Pmo.Bench.Micro;

/// <summary>Arithmetic mod 2^255 - 19, portable. Each operation's result is the next one's input: latency, as in a ladder.</summary>
public class FieldBenchmarks
{
    private const int Times = 100;
    private FieldElement _a = FieldConstants.D;
    private FieldElement _b = FieldConstants.SqrtMinusOne;
    private readonly byte[] _bytes = new byte[FieldElement.Size];

    [Benchmark(OperationsPerInvoke = Times)]
    public void Multiply()
    {
        for (var i = 0; i < Times; i++)
        {
            _a *= _b;
        }
    }

    [Benchmark(OperationsPerInvoke = Times)]
    public void Square()
    {
        for (var i = 0; i < Times; i++)
        {
            _a = _a.Squared();
        }
    }

    [Benchmark(OperationsPerInvoke = Times)]
    public void AddAndCarry()
    {
        for (var i = 0; i < Times; i++)
        {
            _a = (_a + _b).Carried();
        }
    }

    [Benchmark]
    public void Invert() => _a = _a.Inverted();

    [Benchmark]
    public void SquareRootOfRatio() => FieldElement.SquareRootOfRatio(_b, _a, out _);

    [Benchmark]
    public void Encode() => _a.CopyTo(_bytes);
}
