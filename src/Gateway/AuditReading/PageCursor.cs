using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Pmo.AuditLog.Search;
using Pmo.Hosting.Problems;

namespace Pmo.Gateway.AuditReading;

/// <summary>
/// Where the next page begins, bound to the query it belongs to. It grants nothing: what its bearer may see is decided anew on every page.
/// </summary>
internal static class PageCursor
{
    public const int MaxLength = 64;
    private const int BindingSize = 16;
    private const int Size = sizeof(long) + sizeof(long) + BindingSize;

    public static string Write(EntryPlace last, string fingerprint, ReadingScope scope)
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, last.At);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(sizeof(long)), last.Seq);
        Binding(fingerprint, scope).CopyTo(bytes.AsSpan(2 * sizeof(long)));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The last one of the page before; null without a cursor. Fails when it is none, or another query's.</summary>
    public static bool TryContinue(string? text, string fingerprint, ReadingScope scope, out EntryPlace? after, [NotNullWhen(false)] out Failure? failure)
    {
        var last = default(EntryPlace);
        var isOurs = text is null || TryRead(text, fingerprint, scope, out last);
        after = text is null || !isOurs ? null : last;
        failure = isOurs ? null : new Failure(ReadingErrors.CursorInvalid, []);
        return isOurs;
    }

    private static bool TryRead(string text, string fingerprint, ReadingScope scope, out EntryPlace last)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        last = default;
        if (text.Length > MaxLength || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length != Size
            || !bytes[(2 * sizeof(long))..Size].SequenceEqual(Binding(fingerprint, scope)))
        {
            return false;
        }

        last = new EntryPlace(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(long)..]));
        return true;
    }

    private static ReadOnlySpan<byte> Binding(string fingerprint, ReadingScope scope) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{scope.Name}\n{string.Join('\n', scope.Words.Take(1))}\n{fingerprint}")).AsSpan(0, BindingSize);
}
