using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Pmo.Identity.Tokens;

/// <summary>The parameters of a token request by their exact names, each at most once (RFC 6749, 3.2). Never prints itself.</summary>
internal sealed class TokenForm
{
    private const int MaxBytes = 16 * 1024;
    private const int MaxParameters = 32;
    private const string MediaType = "application/x-www-form-urlencoded";
    private const string Resource = "resource";
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<string> _resources = [];

    /// <summary>A parameter; null when it is absent or empty, which is the same (RFC 6749, 3.2).</summary>
    public string? this[string name] => _values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>All values of <c>resource</c>, the one parameter that may be repeated (RFC 8707, 2); empty ones are as good as absent.</summary>
    public IReadOnlyList<string> Resources => _resources;

    /// <summary>Reads the form of a client, which authenticates in it and nowhere else (RFC 6749, 2.3).</summary>
    public static async Task<(TokenForm? Form, TokenError? Error)> ReadOfClientAsync(HttpRequest request, CancellationToken cancellation) =>
        request.Headers.Authorization.Count > 0
            ? (null, TokenError.InvalidClient("http_authentication", "Send no Authorization header. Authenticate by private_key_jwt."))
            : await ReadAsync(request, cancellation);

    /// <summary>Reads a request's body; an error when it is no such form.</summary>
    public static async Task<(TokenForm? Form, TokenError? Error)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return (null, TokenError.InvalidRequest("media_type", $"Send the parameters as {MediaType}.", StatusCodes.Status415UnsupportedMediaType));
        }

        if (await ReadBodyAsync(request, cancellation) is not { } body)
        {
            return (null, TokenError.InvalidRequest("too_large", "The body must be at most 16 KiB.", StatusCodes.Status413PayloadTooLarge));
        }

        return Parse(body) is { } form ? (form, null) : (null, TokenError.InvalidRequest("repeated", "Send each parameter once, and at most 32 of them."));
    }

    /// <summary>Reads a form's body or a query; null when a parameter is repeated (RFC 6749, 3.1 and 3.2) or there are more than 32.</summary>
    public static TokenForm? Parse(string? encoded)
    {
        // Not the framework's readers: they take names in any case and join what is repeated.
        var form = new TokenForm();
        foreach (var pair in new QueryStringEnumerable(encoded))
        {
            if (!form.TryAdd(pair.DecodeName().ToString(), pair.DecodeValue().ToString()))
            {
                return null;
            }
        }

        return form;
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(TokenForm);

    private bool TryAdd(string name, string value)
    {
        if (_values.Count + _resources.Count == MaxParameters)
        {
            return false;
        }

        if (name != Resource)
        {
            return _values.TryAdd(name, value);
        }

        if (value.Length > 0)
        {
            _resources.Add(value);
        }

        return true;
    }

    private static async Task<string?> ReadBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        var buffer = new byte[MaxBytes + 1];
        var length = request.ContentLength > MaxBytes
            ? buffer.Length
            : await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length > MaxBytes ? null : Encoding.UTF8.GetString(buffer, 0, length);
    }
}
