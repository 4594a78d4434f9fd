using Pmo.Hosting.Startup;
using Pmo.Pseudonyms;

return await ServiceHost.RunAsync(() => PseudonymsService.Create(args));
