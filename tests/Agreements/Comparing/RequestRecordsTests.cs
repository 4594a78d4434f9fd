namespace Pmo.Agreements.Tests;

public sealed class RequestRecordsTests
{
    private const string Entry =
        """{"id":"x","at":"2026-06-01T05:00:00Z","kind":null,"decision":"allow","organisation":"csr","agreement":"csr-one","purpose":"evaluation","operation":"check","datasets":["pkh","zakat"],"rows":50,"address":"::1"}""";

    [Fact]
    public void An_entry_of_the_log_is_read_as_the_request_it_was()
    {
        var request = Read(Entry).Requests.ShouldHaveSingleItem();
        (request.Name, request.IsRecorded).ShouldBe(("log.ndjson:1", true));
        Sample.Set().Decide(request.Request).Allowed.ShouldBeTrue();
        request.Request.Persons.ShouldBe(50);
    }

    [Fact]
    public void Outcomes_and_calls_without_an_agreement_are_counted_and_left_out()
    {
        var records = Read(
            Entry.Replace("\"allow\"", "\"outcome\"", StringComparison.Ordinal),
            Entry.Replace("\"check\"", "\"catalog\"", StringComparison.Ordinal),
            Entry.Replace("\"csr-one\"", "null", StringComparison.Ordinal),
            "");
        (records.Requests.Count, records.Skipped, records.Errors.Count).ShouldBe((0, 3, 0));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"at":"yesterday","organisation":"csr"}""")]
    [InlineData("""{"at":"2026-06-01T05:00:00Z","organisation":"csr","rows":"many"}""")]
    [InlineData("""{"at":"2026-06-01T05:00:00Z","organisation":{"deep":[[[[]]]]}}""")]
    public void A_line_that_is_no_record_is_an_error_with_its_number(string line)
    {
        var error = Read(Entry, line).Errors.ShouldHaveSingleItem();
        (error.Code, error.File, error.Line).ShouldBe((PolicyErrorCode.BadRecord, "log.ndjson", 2));
    }

    private static RequestRecords Read(params string[] lines) => RequestRecords.Read("log.ndjson", lines);
}
