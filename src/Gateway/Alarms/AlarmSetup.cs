using Pmo.Gateway.Alarms.Answers;
using Pmo.Gateway.Alarms.Rules;
using Pmo.Gateway.Alarms.Sketches;
using Pmo.Gateway.Alarms.Storage;
using Pmo.Gateway.Api;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Alarms;

internal static class AlarmSetup
{
    /// <summary>Looks for what data-protection officers should see; after the audit log, which is open by then.</summary>
    public static void AddAlarms(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(AlarmOptions.Read(builder.Configuration));
        services.AddSingleton<SketchTable>().AddSingleton<PartSketcher>().AddSingleton<AlarmTable>().AddSingleton<AlarmDesk>();
        services.AddSingleton<VolumeRule>().AddSingleton<SameListRule>().AddSingleton<HitRateRule>().AddSingleton<RefusalRule>();
        services.AddSingleton<OfficeHoursRule>().AddSingleton<QuotaRule>().AddSingleton<EndingRule>().AddSingleton<UnusedKeyRule>();
        services.AddSingleton<AlarmRaiser>().AddSingleton<EntryLook>().AddSingleton<AlarmPass>();
        services.AddSingleton<AlarmEvaluator>().AddHostedService(s => s.GetRequiredService<AlarmEvaluator>());
        services.AddHealthChecks().AddCheck<AlarmHealth>("alarms");
    }

    /// <summary>Alarms, for data-protection officers.</summary>
    public static void MapAlarms(this WebApplication app)
    {
        app.MapGet(ApiCalls.AlarmList.Path, AlarmsEndpoint.ListAsync).WithMetadata(ApiCalls.AlarmList)
            .WithName(ApiCalls.AlarmList.Name)
            .WithSummary("Alarms, the newest first: all for the PMO's DPO; for others those on their organisation's use and on the use of its data")
            .WithDescription(
                "Filters, all optional: state (open, closed), kind, organisation, from, to (YYYY-MM-DD in WIB, the last day included, or RFC 3339); "
                + "limit (1-500, default 100); cursor (next of the page before, with the same filters).")
            .Produces<AlarmPage>()
            .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json");
        app.MapPost(ApiCalls.AlarmClose.Path, AlarmsEndpoint.CloseAsync).WithMetadata(ApiCalls.AlarmClose)
            .WithName(ApiCalls.AlarmClose.Name).WithSummary("Closes an alarm with a verdict and a note")
            .Accepts<AlarmVerdict>("application/json").Produces<AlarmItem>()
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json")
            .Produces<Problem>(StatusCodes.Status409Conflict, "application/problem+json");
    }
}
