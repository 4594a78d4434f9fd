using Pmo.AppHost;
using Pmo.AppHost.Options;

return RunOptions.TryParse(args, out var options, out var exit)
    ? await AppHostRun.RunAsync(options, CancellationToken.None)
    : exit;
