using System.Text.Json;

namespace Pmo.Protocol.Api;

/// <summary><c>GET /v1/audit/entries</c>: entries of the audit log, the newest first.</summary>
/// <param name="Scope"><c>all</c>, or <c>own</c>: acts of the caller's organisation and accesses to its data.</param>
/// <param name="Entries">As asked for.</param>
/// <param name="Next">For <c>cursor</c>, with the same filters; absent on the last page.</param>
public sealed record AuditPage(string Scope, IReadOnlyList<AuditItem> Entries, string? Next = null);

/// <summary>An entry. Its text in the answer is, byte for byte, what the log commits to.</summary>
/// <param name="Seq">Its place in the log, from 0.</param>
/// <param name="Entry">The entry, or what stays of it; absent when it has been damaged.</param>
/// <param name="Salt">32 bytes: the leaf is HMAC-SHA256(salt, entry). Absent when its details are erased.</param>
public sealed record AuditItem(long Seq, JsonElement? Entry = null, byte[]? Salt = null);

/// <summary><c>GET /v1/audit/entries/{id}</c>: an entry, and the proof that it is in the log.</summary>
/// <param name="Seq">Its place: the index of its leaf.</param>
/// <param name="Leaf">The commitment, 32 bytes; the tree's leaf hash is SHA-256(0 ‖ leaf) (RFC 6962 §2.1).</param>
/// <param name="Proof">Hashes from the leaf up to the root (RFC 9162 §2.1.3).</param>
/// <param name="Checkpoint">The signed checkpoint that the proof is for.</param>
/// <param name="Entry">As in a list.</param>
/// <param name="Salt">As in a list.</param>
public sealed record AuditProof(
    long Seq, byte[] Leaf, IReadOnlyList<byte[]> Proof, string Checkpoint, JsonElement? Entry = null, byte[]? Salt = null);
