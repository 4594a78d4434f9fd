using Pmo.Gateway;
using Pmo.Gateway.Audit;
using Pmo.Hosting.Startup;

return args is [AuditVerifyCommand.Name, ..]
    ? await AuditVerifyCommand.RunAsync(args, Console.Out, CancellationToken.None)
    : await ServiceHost.RunAsync(() => GatewayService.Create(args));
