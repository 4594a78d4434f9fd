using System.Text.Json;

namespace Pmo.Agreements;

/// <summary>
/// Recorded requests: one JSON object a line, as the audit log exports its entries (<c>at, organisation, agreement, purpose, operation,
/// datasets, rows</c>; also <c>kind, region</c>). Other members are ignored.
/// </summary>
/// <param name="Requests">Those that an agreement decides.</param>
/// <param name="Skipped">Lines that are outcomes, or calls that need no agreement.</param>
/// <param name="Errors">Lines that are none of this.</param>
public sealed record RequestRecords(IReadOnlyList<NamedRequest> Requests, int Skipped, IReadOnlyList<PolicyError> Errors)
{
    /// <summary>Reads the lines of a file; never throws for what they hold.</summary>
    /// <param name="file">Name for messages, without directory.</param>
    /// <param name="lines">Its lines.</param>
    public static RequestRecords Read(string file, IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var (requests, errors, skipped, number) = (new List<NamedRequest>(), new List<PolicyError>(), 0, 0);
        foreach (var line in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (Parse(line) is not { } record)
                new FileErrors(file, errors).Add(
                    PolicyErrorCode.BadRecord, number,
                    "Bukan catatan permintaan: satu objek JSON per baris dengan 'at' dan 'organisation'.",
                    "Not a recorded request: one JSON object a line, with 'at' and 'organisation'.");
            else if (record.Decision == "outcome" || record.Agreement is null || !Vocabulary.TryParse(record.Operation, out Operation operation))
                skipped++;
            else
                requests.Add(new NamedRequest(FormattableString.Invariant($"{file}:{number}"), record.ToRequest(operation), IsRecorded: true));
        }

        return new RequestRecords(requests, skipped, errors);
    }

    private static Record? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Record>(line, JsonSerializerOptions.Web) is { At: not null, Organisation: not null } record ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Record(
        DateTimeOffset? At, string? Organisation, string? Agreement, string? Purpose, string? Operation, string? Decision, string? Kind,
        string? Region, IReadOnlyList<string>? Datasets, int? Rows)
    {
        public AccessRequest ToRequest(Operation operation) => new()
        {
            Partner = Organisation!,
            Agreement = Agreement,
            Purpose = Purpose,
            Operation = operation,
            Kind = Kind,
            Datasets = Datasets,
            Region = Region,
            Persons = Rows,
            At = At!.Value,
        };
    }
}
