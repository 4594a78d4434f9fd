using System.Globalization;
using System.Text.RegularExpressions;
using Pmo.AuditLog.Search;
using Pmo.Hosting.Problems;

namespace Pmo.Gateway.AuditReading;

/// <summary>What a reader asks for: the query string of <c>GET /v1/audit/entries</c>. Immutable.</summary>
internal sealed partial record EntryFilter(DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<string> Words, int Limit, string? Cursor)
{
    public const int MostLimit = 500;
    private const int DefaultLimit = 100;

    // What entries have is shorter; a value of another form can match nothing, and is a slip of the hand.
    private static readonly Dictionary<string, (Func<string, string> Word, Regex Form, string Expected)> Filters = new(StringComparer.Ordinal)
    {
        ["org"] = (EntryWords.Organisation, Id(), "[a-z0-9-]{1,64}"),
        ["user"] = (EntryWords.User, Printable(), "1-128 ASCII"),
        ["agreement"] = (EntryWords.Agreement, Id(), "[a-z0-9-]{1,64}"),
        ["purpose"] = (EntryWords.Purpose, Id(), "[a-z0-9-]{1,64}"),
        ["operation"] = (EntryWords.Operation, Id(), "[a-z0-9-]{1,64}"),
        ["dataset"] = (EntryWords.Dataset, Id(), "[a-z0-9-]{1,64}"),
        ["reason"] = (EntryWords.Reason, Code(), "[a-z0-9_]{1,64}"),
        ["decision"] = (EntryWords.Decision, Decisions(), "allow | deny | outcome"),
        ["kind"] = (EntryWords.Kind, Kinds(), "access | config | key | account | audit"),
    };

    /// <summary>What binds a cursor to its query: everything but the page's size.</summary>
    public string Fingerprint => string.Create(
        CultureInfo.InvariantCulture, $"{From.ToUnixTimeMilliseconds()}\n{Until.ToUnixTimeMilliseconds()}\n{string.Join('\n', Words)}");

    /// <summary>Reads it; every parameter that is wrong is named.</summary>
    public static EntryFilter? Read(IQueryCollection query, DateTimeOffset now, out Failure? failure)
    {
        var wrong = new List<FailureItem>();
        var words = new List<string>();
        var (from, until, limit) = (DateTimeOffset.UnixEpoch, now.AddDays(1), DefaultLimit);
        foreach (var (name, values) in query.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            var value = values.Count == 1 ? values[0] ?? "" : "";
            var expected = name switch
            {
                "from" => ReadingTime.TryRead(value, isEnd: false, out from) ? null : ReadingTime.Expected,
                "until" => ReadingTime.TryRead(value, isEnd: true, out until) ? null : ReadingTime.Expected,
                "limit" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MostLimit
                    ? null : $"1-{MostLimit}",
                "cursor" => value.Length is > 0 and <= PageCursor.MaxLength ? null : "next",
                _ when !Filters.TryGetValue(name, out var filter) => $"from, until, limit, cursor, {string.Join(", ", Filters.Keys)}",
                _ when !Filters[name].Form.IsMatch(value) => Filters[name].Expected,
                _ => Add(words, Filters[name].Word(value)),
            };
            if (expected is not null)
            {
                var field = name.Length <= 64 ? name : name[..64];
                wrong.Add(new FailureItem(CommonErrors.FieldValue, [field, expected], Field: field));
            }
        }

        failure = wrong.Count > 0 ? new Failure(CommonErrors.FieldInvalid, [], wrong) : null;
        return failure is null ? new EntryFilter(from, until, words, limit, query["cursor"].SingleOrDefault()) : null;
    }

    private static string? Add(List<string> words, string word)
    {
        words.Add(word);
        return null;
    }

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"\A[a-z0-9_]{1,64}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\A[\x21-\x7e]{1,128}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Printable();

    [GeneratedRegex(@"\A(allow|deny|outcome)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Decisions();

    [GeneratedRegex(@"\A(access|config|key|account|audit)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kinds();
}
