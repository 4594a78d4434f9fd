using Pmo.Hosting.Startup;
using Pmo.Matching;

return await ServiceHost.RunAsync(() => MatchingService.Create(args));
