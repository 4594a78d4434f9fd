using Pmo.Hosting.Logging;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;
using Serilog.Parsing;

namespace Pmo.Hosting.Tests.Logging;

public sealed class MaskingFormatterTests
{
    private const string Nik = "1871014101900001";
    private const string Masked = "1871••••••••0001";

    private static readonly ITextFormatter[] Formatters =
    [
        new MessageTemplateTextFormatter("{Message:lj}{NewLine}{Exception}"),
        new JsonFormatter(renderMessage: true),
    ];

    [Fact]
    public void In_the_message() => ShouldMask(Event($"Row {Nik} failed"));

    [Fact]
    public void In_a_property() => ShouldMask(Event("Row {Row} failed", ("Row", new ScalarValue(Nik))));

    [Fact]
    public void In_a_number() => ShouldMask(Event("Row {Row} failed", ("Row", new ScalarValue(1871014101900001))));

    [Fact]
    public void In_a_structure() => ShouldMask(Event(
        "Row {Row} failed", ("Row", new StructureValue([new LogEventProperty("nik", new SequenceValue([new ScalarValue(Nik)]))]))));

    [Fact]
    public void In_an_exception() => ShouldMask(Event("Failed", new InvalidOperationException("outer", new FormatException($"'{Nik}' is no number"))));

    [Fact]
    public void Several_in_one_line() => Render(Formatters[0], Event($"{Nik},{Nik}")).Trim().ShouldBe($"{Masked},{Masked}");

    [Fact]
    public void Other_numbers_stay() => Render(Formatters[0], Event("took 1234567890 ms, 187101410190000 and 18710141019000011"))
        .Trim().ShouldBe("took 1234567890 ms, 187101410190000 and 18710141019000011");

    private static void ShouldMask(LogEvent logEvent)
    {
        foreach (var formatter in Formatters)
        {
            var line = Render(formatter, logEvent);
            line.ShouldNotContain(Nik);
            line.ShouldContain(Masked);
        }
    }

    private static string Render(ITextFormatter inner, LogEvent logEvent)
    {
        using var output = new StringWriter();
        new MaskingFormatter(inner).Format(logEvent, output);
        return output.ToString();
    }

    private static LogEvent Event(string message, params (string Name, LogEventPropertyValue Value)[] properties) => Event(message, null, properties);

    private static LogEvent Event(string message, Exception? exception, params (string Name, LogEventPropertyValue Value)[] properties) => new(
        DateTimeOffset.UnixEpoch,
        LogEventLevel.Error,
        exception,
        new MessageTemplateParser().Parse(message),
        properties.Select(p => new LogEventProperty(p.Name, p.Value)));
}
