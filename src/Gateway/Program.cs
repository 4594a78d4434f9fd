using Pmo.Gateway;
using Pmo.Hosting.Startup;

return await ServiceHost.RunAsync(() => GatewayService.Create(args));
