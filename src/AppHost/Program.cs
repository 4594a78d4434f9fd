using Pmo.AppHost;
using Pmo.AppHost.Options;

return HostOptions.TryParse(args, out var options, out var exit)
    ? await AppHostRun.RunAsync(options, CancellationToken.None)
    : exit;
