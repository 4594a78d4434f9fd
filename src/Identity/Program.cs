using Pmo.Hosting.Startup;
using Pmo.Identity;

return await ServiceHost.RunAsync(() => IdentityService.Create(args));
