using Pmo.Bench;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
if (!BenchOptions.TryParse(args, out var options, out var problem))
{
    await Console.Error.WriteLineAsync(problem);
    return ExitCodes.Usage;
}

try
{
    return await Benches.RunAsync(options, stop.Token);
}
catch (InvalidOperationException e)
{
    // A part that did not run or was refused; its words say which.
    await Console.Error.WriteLineAsync(e.Message);
    return ExitCodes.Failed;
}
catch (OperationCanceledException)
{
    return ExitCodes.Failed;
}
