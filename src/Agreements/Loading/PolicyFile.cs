namespace Pmo.Agreements;

/// <summary>A policy file before it is read.</summary>
/// <param name="Name">File name without directory; unique in a set.</param>
/// <param name="Content">UTF-8 bytes as they are on disk.</param>
public sealed record PolicyFile(string Name, ReadOnlyMemory<byte> Content);
