using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Startup;
using Pmo.Hosting.Storage;
using Pmo.Matching.Checks;
using Pmo.Matching.Checks.Storage;
using Pmo.Matching.Cleaning;
using Pmo.Matching.Cleaning.Storage;
using Pmo.Matching.Datasets;
using Pmo.Matching.Datasets.Storage;
using Pmo.Matching.Destructions;
using Pmo.Matching.Destructions.Storage;
using Pmo.Matching.Duplicates;
using Pmo.Matching.Duplicates.Storage;
using Pmo.Matching.Epochs;
using Pmo.Matching.Epochs.Storage;
using Pmo.Matching.Journals;
using Pmo.Matching.Journals.Storage;
using Pmo.Matching.Noise;
using Pmo.Matching.Noise.Storage;
using Pmo.Matching.Questions;
using Pmo.Matching.Snapshots;
using Pmo.Matching.Snapshots.Storage;
using Pmo.Matching.Subjects;
using Pmo.Matching.Subjects.Storage;
using Pmo.Matching.Tokens;
using Pmo.Matching.Uploads;
using Pmo.Matching.Uploads.Storage;
using Pmo.Hosting.Work;

namespace Pmo.Matching;

/// <summary>Datasets, uploads and checks over pseudonyms. Acts on the Gateway's decisions only; knows no NIK and no pseudonym key.</summary>
public static class MatchingService
{
    /// <summary>Makes the service, its database migrated; run it to load the keys and answer.</summary>
    /// <param name="args">The command line, <c>--Section:Key=value</c>.</param>
    /// <param name="configure">The host's own configuration sources, added last.</param>
    /// <param name="services">The host's own registrations, made last.</param>
    /// <exception cref="StartupException">The operator can mend it; also thrown when the application is started.</exception>
    public static WebApplication Create(
        string[] args, Action<IConfigurationBuilder>? configure = null, Action<IServiceCollection>? services = null)
    {
        var builder = ServiceHost.CreateBuilder("matching", args, configure, new MigrationSet("matching", typeof(MatchingService).Assembly));
        builder.AddDecisions("matching");
        builder.Services.AddErrorCodes(MatchingErrors.All);
        builder.Services.AddEpochs().AddTokens().AddDatasets().AddUploads().AddChecks().AddDuplicates().AddSubjects().AddCleaning().AddQuestions();
        builder.Services.AddSingleton(JournalOptions.Read(builder.Configuration)).AddSingleton<Journal>();
        builder.Services.AddHealthChecks().AddCheck<PairingHealth>("pairing");
        services?.Invoke(builder.Services);

        var app = builder.BuildPmo();
        app.UseDecisions();
        app.ChooseArithmetic();
        app.MapOpenApi();
        var v1 = app.MapGroup("/v1").AddEndpointFilter<RouteGroupBuilder, PairingRequired>();
        v1.MapDatasets();
        v1.MapUploads();
        v1.MapChecks();
        v1.MapDuplicates();
        v1.MapSubjects();
        app.MapDestructions();
        v1.MapQuestions();
        return app;
    }

    private static IServiceCollection AddEpochs(this IServiceCollection services) => services
        .AddSingleton(s => PairingOptions.Read(s.GetRequiredService<IConfiguration>(), s.GetRequiredService<ServicePaths>()))
        .AddSingleton<EpochStore>()
        .AddSingleton<EpochVault>()
        .AddSingleton<PairingImporter>()
        .AddSingleton<EpochRing>()
        .AddHostedService(s => s.GetRequiredService<EpochRing>());

    private static IServiceCollection AddTokens(this IServiceCollection services) => services
        .AddSingleton<TokenConversion>()
        .AddSingleton(new WorkGate(Environment.ProcessorCount));

    private static IServiceCollection AddDatasets(this IServiceCollection services) => services.AddSingleton<DatasetStore>();

    private static IServiceCollection AddUploads(this IServiceCollection services) => services
        .AddSingleton<UploadStore>()
        .AddSingleton<UploadSessions>()
        .AddSingleton<UploadParts>()
        .AddSingleton<UploadCommit>();

    private static IServiceCollection AddChecks(this IServiceCollection services) => services
        .AddSingleton<CheckStore>()
        .AddSingleton<CheckParts>()
        .AddSingleton<CheckCommit>();

    private static IServiceCollection AddDuplicates(this IServiceCollection services) => services
        .AddSingleton<DuplicateStore>()
        .AddSingleton<AskedLedger>()
        .AddSingleton<DuplicateCursor>()
        .AddSingleton<DuplicateFinder>();

    private static IServiceCollection AddSubjects(this IServiceCollection services) => services
        .AddSingleton<DestructionTable>()
        .AddSingleton<SubjectStore>()
        .AddSingleton<SubjectRequests>();

    private static IServiceCollection AddCleaning(this IServiceCollection services) => services
        .AddSingleton<CleaningStore>()
        .AddSingleton<CleaningSignal>()
        .AddSingleton<Cleaner>()
        .AddHostedService(s => s.GetRequiredService<Cleaner>());

    private static IServiceCollection AddQuestions(this IServiceCollection services) => services
        .AddSingleton(s => SnapshotOptions.Read(s.GetRequiredService<IConfiguration>()))
        .AddSingleton<SnapshotStore>()
        .AddSingleton<SnapshotKeeper>()
        .AddHostedService(s => s.GetRequiredService<SnapshotKeeper>())
        .AddSingleton(s => NoiseOptions.Read(s.GetRequiredService<IConfiguration>()))
        .AddSingleton<NoiseStore>()
        .AddSingleton<IUniform, SystemUniform>()
        .AddSingleton<QuestionGate>()
        .AddSingleton<QuestionRun>();
}
