using Pmo.AuditLog.Export;
using Pmo.AuditLog.Search;
using Pmo.Gateway.Access;
using Pmo.Gateway.Api;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.AuditReading;

internal static class ReadingSetup
{
    public static void AddAuditReading(this IServiceCollection services) => services.AddSingleton<EntryIndex>().AddSingleton<AuditRule>();

    /// <summary>The log, for data-protection officers.</summary>
    public static void MapAuditReading(this WebApplication app)
    {
        app.MapGet(ApiCalls.AuditEntries.Path, EntriesEndpoint.ListAsync).WithMetadata(ApiCalls.AuditEntries)
            .WithName(ApiCalls.AuditEntries.Name)
            .WithSummary("Entries of the audit log, the newest first: all for the PMO's DPO; for others what their organisation did and what was done with its data")
            .WithDescription(
                "Filters, all optional: from, until (YYYY-MM-DD in WIB, the last day included, or RFC 3339), org, user, agreement, purpose, operation, dataset, "
                + "decision, reason, kind; limit (1-500, default 100); cursor (next of the page before, with the same filters).")
            .Produces<AuditPage>(StatusCodes.Status200OK, PageResult.Json, EntryCsv.MediaType, PageResult.Lines)
            .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json");
        app.MapGet(ApiCalls.AuditEntry.Path, EntriesEndpoint.ShowAsync).WithMetadata(ApiCalls.AuditEntry)
            .WithName(ApiCalls.AuditEntry.Name).WithSummary("An entry, and the proof that it is in the log").Produces<AuditProof>()
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");
    }
}
