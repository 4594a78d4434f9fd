using System.Text.Json;

namespace Pmo.Hosting.Jose;

/// <summary>Reads members of a JOSE header or claims set; of another type counts as absent.</summary>
public static class JsonClaims
{
    // 9999-12-31T23:59:59Z, the last second a DateTimeOffset can hold.
    private const double LastSecond = 253402300799;

    /// <summary>A text; null when it is absent, empty or no text.</summary>
    public static string? Text(this JsonElement claims, string name)
    {
        try
        {
            return claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
                ? text
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are no UTF-8.
            return null;
        }
    }

    /// <summary>A NumericDate: seconds since 1970, with or without a fraction (RFC 7519, 2); null when it is absent or none.</summary>
    public static double? Seconds(this JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds)
            && seconds is >= 0 and <= LastSecond
            ? seconds
            : null;

    /// <summary>Whether the member is there, whatever its type.</summary>
    public static bool Has(this JsonElement claims, string name) => claims.TryGetProperty(name, out _);
}
