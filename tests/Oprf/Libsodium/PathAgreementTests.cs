using Pmo.Oprf.Batch;

namespace Pmo.Oprf.Tests.Libsodium;

/// <summary>100,000 random multiplications of batches agree with libsodium, and all paths with each other byte for byte.</summary>
public sealed class PathAgreementTests
{
    private const int Batch = 500;
    private const int Batches = 200;

    public PathAgreementTests() => Sodium.Require();

    [Fact]
    public void Batches_of_every_path_agree()
    {
        var paths = BatchPath.All.Where(p => p.IsSupported).ToArray();
        var random = new SeededBytes(40);
        var current = Enumerable.Range(0, Batch).SelectMany(_ => random.NextElement().Bytes()).ToArray();
        byte[] theirs = new byte[Batch * 32], ours = new byte[Batch * 32];
        for (int round = 0; round < Batches; round++)
        {
            // One key for all, or a blind for each; the products are the next round's elements.
            bool single = round % 2 == 0;
            var scalars = Enumerable.Repeat(random.NextScalar(), Batch).ToArray();
            if (!single)
            {
                for (int i = 1; i < Batch; i++)
                    scalars[i] = scalars[i - 1].Multiply(scalars[0]);
            }
            for (int i = 0; i < Batch; i++)
                Sodium.ScalarMultiply(theirs.AsSpan(i * 32, 32), scalars[i].Bytes(), current.AsSpan(i * 32, 32)).ShouldBe(0);

            // The portable path, ten times slower, does every tenth batch.
            foreach (var path in paths.Where(p => p.Name != "portable" || round % 10 < 2))
            {
                using var batch = path.Rent(Batch);
                batch.Decode(current).ShouldBe(OprfResult.Ok);
                if (single)
                    batch.EncodeMultiples(scalars[0], ours);
                else
                    batch.EncodeMultiples(scalars, ours);
                ours.AsSpan().SequenceEqual(theirs).ShouldBeTrue(path.Name);
            }
            theirs.CopyTo(current, 0);
        }
    }
}
