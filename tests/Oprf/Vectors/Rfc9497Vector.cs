namespace Pmo.Oprf.Tests.Vectors;

/// <summary>One test vector; elements of a batch are joined.</summary>
internal sealed record Rfc9497Vector(
    byte[][] Inputs, byte[][] Blinds, byte[] Blinded, byte[] Evaluated, byte[][] Outputs, byte[] Nonce, byte[] Proof);
