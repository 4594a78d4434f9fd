using Pmo.Protocol.Inputs;
using Serilog.Events;
using Serilog.Formatting;

namespace Pmo.Hosting.Logging;

/// <summary>Masks every run of 16 digits in a rendered log line, message, properties and exception alike: the last guard, not the first.</summary>
internal sealed class MaskingFormatter(ITextFormatter inner) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter();
        inner.Format(logEvent, line);
        output.Write(NikScanner.Mask(line.ToString()));
    }
}
