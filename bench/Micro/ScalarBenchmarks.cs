using BenchmarkDotNet.Attributes;
using Pmo.Oprf;

namespace Pmo.Bench.Micro;

/// <summary>Arithmetic mod the group's order.</summary>
public class ScalarBenchmarks
{
    private readonly Scalar _b = Scalar.Random();
    private Scalar _a = Scalar.Random();

    [Benchmark]
    public void Multiply() => _a = _a.Multiply(_b);

    [Benchmark]
    public void Add() => _a = _a.Add(_b);

    [Benchmark]
    public void Invert() => _a = _a.Invert();
}
