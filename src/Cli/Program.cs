using System.Runtime.InteropServices;
using System.Text;
using Pmo.Cli;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var stop = new CancellationTokenSource();

// A first Ctrl-C stops in good order, so that a check can be resumed; a second one ends the process.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await PmoCommand.InvokeAsync(args, Console.Out, Console.Error, PmoHost.OfProcess(), stop.Token);

void Stop(PosixSignalContext context)
{
    context.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
