using System.Diagnostics;
using Pmo.Bench.Runs;
using Pmo.Client.Checks;
using Pmo.Client.Http;
using Pmo.Protocol.Inputs;

namespace Pmo.Bench.Checks;

/// <summary>One check of a list through the Gateway, from opening to the last byte of the answer.</summary>
/// <param name="Seconds">By the wall clock.</param>
/// <param name="Cpu">Processor seconds of client and services.</param>
/// <param name="Found">Persons matched.</param>
internal sealed record GatewayCheck(double Seconds, double Cpu, int Found)
{
    public static async Task<GatewayCheck> RunAsync(Member checker, ServiceProcess services, string dataset, Nik[] list, CancellationToken cancellation)
    {
        var order = new CheckOrder(new Grant(Parties.CheckerAgreement, Parties.CheckerPurpose), Guid.NewGuid().ToString("N"), [dataset]);
        var runner = new CheckRunner(checker.Gateway, checker.Home);
        var cpu = services.Cpu + Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var answer = Member.Expect(await runner.RunAsync(order, list, resume: false, progress: null, cancellation));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        cpu = services.Cpu + Environment.CpuUsage.TotalTime - cpu;
        runner.Complete(order);
        return new GatewayCheck(seconds, cpu.TotalSeconds, answer.Matched);
    }
}
