using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Matching;
using Pmo.MatchingWorker;

// The service's own arguments. On stdout 'ready URL'; then it answers until it is killed, or until a request comes that says where it dies.
await using var app = MatchingService.Create(args, services: s => s.AddTransient<IStartupFilter, DyingRequest>());
await app.StartAsync();
Console.Out.WriteLine($"ready {app.Urls.Single()}");
await Console.Out.FlushAsync();
await Task.Delay(Timeout.Infinite);
