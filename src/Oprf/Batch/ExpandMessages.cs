namespace Pmo.Oprf.Batch;

/// <summary>expand_message_xmd (RFC 9380 section 5.3.1) of n messages of the same length.</summary>
/// <param name="messages">The messages, one after the other.</param>
/// <param name="tag">DST, at most 46 bytes.</param>
/// <param name="uniform">n x 64 bytes out.</param>
internal delegate void ExpandMessages(ReadOnlySpan<byte> messages, ReadOnlySpan<byte> tag, Span<byte> uniform);
