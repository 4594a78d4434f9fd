using BenchmarkDotNet.Attributes;
using Pmo.Oprf;
using Pmo.Oprf.Curve;
using Pmo.Oprf.Ristretto;

namespace Pmo.Bench.Micro;

/// <summary>The group, portable: one point at a time.</summary>
public class PointBenchmarks
{
    private const int Times = 100;
    private readonly Scalar _scalar = Scalar.Random();
    private readonly CachedPoint _cached = Element.Generator.Point.Cached();
    private readonly byte[] _encoded = new byte[RistrettoEncoding.Size];
    private readonly byte[] _input = "nik:1871010101010001"u8.ToArray();
    private ExtendedPoint _point = Element.HashToGroup("a"u8).Point;
    private ProjectivePoint _projective;

    public PointBenchmarks()
    {
        RistrettoEncoding.Encode(_point, _encoded);
        ProjectivePoint.Double(new ProjectivePoint { X = _point.X, Y = _point.Y, Z = _point.Z }, out var twice);
        twice.Write(out _projective);
    }

    [Benchmark(OperationsPerInvoke = Times)]
    public void DoublePoint()
    {
        for (var i = 0; i < Times; i++)
        {
            ProjectivePoint.Double(_projective, out var twice);
            twice.Write(out _projective);
        }
    }

    [Benchmark(OperationsPerInvoke = Times)]
    public void Add()
    {
        for (var i = 0; i < Times; i++)
        {
            _point = _point.Add(_cached);
        }
    }

    [Benchmark]
    public void Multiply() => _point = ScalarMultiplication.Multiply(_scalar, _point);

    [Benchmark]
    public bool Decode() => RistrettoEncoding.TryDecode(_encoded, out _);

    [Benchmark]
    public void Encode() => RistrettoEncoding.Encode(_point, _encoded);

    [Benchmark]
    public Element HashToGroup() => Element.HashToGroup(_input);
}
