using System.Globalization;

namespace Pmo.Hosting.Problems;

/// <summary>One kind of error: its stable code, its HTTP status, and what to tell a person in both languages (composite format strings).</summary>
/// <param name="Code">Lower_snake, listed in docs/errors.md.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Indonesian">What went wrong and what to do.</param>
/// <param name="English">The same.</param>
public sealed record ErrorCode(string Code, int Status, string Indonesian, string English)
{
    /// <summary>This error with the values its text names.</summary>
    public Failure With(params object[] values) => new(this, values);

    /// <summary>This error; its text names no values.</summary>
    public static implicit operator Failure(ErrorCode code) => new(code, []);

    internal string Text(string language, object[] values)
    {
        var format = language == "en" ? English : Indonesian;
        return values.Length == 0 ? format : string.Format(CultureInfo.GetCultureInfo(language == "en" ? "en-US" : "id-ID"), format, values);
    }
}

/// <summary>An expected failure, as a value: what an operation answers instead of throwing.</summary>
/// <param name="Code">Which.</param>
/// <param name="Values">For the placeholders of its text; never personal data.</param>
/// <param name="Items">The single errors, when there are several.</param>
public sealed record Failure(ErrorCode Code, object[] Values, IReadOnlyList<FailureItem>? Items = null)
{
    /// <summary>Seconds after which a retry makes sense.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>What went wrong and what to do, for headers of protocols that speak English.</summary>
    public string English => Code.Text("en", Values);
}

/// <summary>One error among several: at a line (from 1), an index (from 0) or a field.</summary>
public sealed record FailureItem(ErrorCode Code, object[] Values, int? Line = null, int? Index = null, string? Field = null);
