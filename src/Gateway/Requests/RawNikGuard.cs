using System.Text;
using System.Text.RegularExpressions;
using Pmo.Protocol.Inputs;

namespace Pmo.Gateway.Requests;

/// <summary>Keeps raw NIKs out: a mistake in a partner's program is stopped here, before it is stored or forwarded anywhere. Stateless.</summary>
internal static partial class RawNikGuard
{
    /// <summary>Whether path, query or a header holds a NIK, as sent or percent-decoded.</summary>
    public static bool IsInHead(HttpRequest request)
    {
        if (Holds(request.Path.Value) || Holds(request.QueryString.Value))
        {
            return true;
        }

        foreach (var (name, values) in request.Headers)
        {
            for (var i = 0; i < values.Count; i++)
            {
                if (Holds(values[i]) && !IsTrace(name))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a text body holds one, also behind JSON escapes.</summary>
    public static bool IsInBody(ReadOnlySpan<byte> body)
    {
        if (NikScanner.Contains(body))
        {
            return true;
        }

        return body.IndexOf("\\u00"u8) >= 0 && NikScanner.Contains(EscapedDigit().Replace(Encoding.UTF8.GetString(body), "${digit}"));
    }

    // Half of a trace's id is 16 random hexadecimal digits between dashes, and once in a while they are all decimal (W3C Trace Context, 3.2).
    private static bool IsTrace(string header) => header.Equals("traceparent", StringComparison.OrdinalIgnoreCase);

    private static bool Holds(string? text) =>
        !string.IsNullOrEmpty(text)
        && (NikScanner.Contains(text) || (text.Contains('%', StringComparison.Ordinal) && NikScanner.Contains(Uri.UnescapeDataString(text))));

    [GeneratedRegex(@"\\u003(?<digit>[0-9])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EscapedDigit();
}
