using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Pmo.Matching.Tokens;

namespace Pmo.Matching.Duplicates;

/// <summary>
/// Where the next page begins. It holds a pseudonym, so it is sealed; and it is good for one query on one state of the data. Thread-safe.
/// </summary>
internal sealed class DuplicateCursor(IDataProtectionProvider ring)
{
    public const int MaxLength = 512;
    private const int Binding = 32;
    private const int State = 16;
    private readonly IDataProtector _protector = ring.CreateProtector("pmo.duplicates.cursor.v1");

    /// <param name="query">Whatever the answer depends on but the data.</param>
    /// <param name="state">Of the data, 16 bytes.</param>
    /// <param name="last">The last person of the page.</param>
    public string Write(string query, byte[] state, Pseudonym last) =>
        Base64Url.EncodeToString(_protector.Protect([.. Hash(query), .. state, .. last.ToBytes()]));

    /// <summary>Reads one; <c>cursor_invalid</c> when it is none or another query's, <c>data_changed</c> when the data are others now.</summary>
    public Result<Pseudonym> Read(string text, string query, byte[] state)
    {
        byte[] bytes;
        try
        {
            if (text.Length > MaxLength || !Base64Url.IsValid(text))
            {
                return DuplicateErrors.CursorInvalid;
            }

            bytes = _protector.Unprotect(Base64Url.DecodeFromChars(text));
        }
        catch (CryptographicException)
        {
            return DuplicateErrors.CursorInvalid;
        }

        return bytes.Length != Binding + State + Pseudonym.Size || !bytes.AsSpan(0, Binding).SequenceEqual(Hash(query)) ? DuplicateErrors.CursorInvalid
            : !bytes.AsSpan(Binding, State).SequenceEqual(state) ? DuplicateErrors.DataChanged
            : Pseudonym.Read(bytes.AsSpan(Binding + State));
    }

    private static byte[] Hash(string query) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(query));
}
