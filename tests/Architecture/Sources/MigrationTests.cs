using Pmo.Architecture.Tests.Repository;

namespace Pmo.Architecture.Tests.Sources;

public sealed class MigrationTests
{
    private static IEnumerable<string> Projects => Repo.Files.Where(file => file.HasExtension(".sql") && file.IsIn("Sqlite"))
        .Select(file => file.Path.Split('/')[1]).Distinct(StringComparer.Ordinal);

    // One number and name means one step on both engines: what a backup or a report calls '0003_alarms' is the same everywhere.
    [Fact]
    public void Both_engines_have_the_same_migrations() => Rule.Holds(
        from project in Projects
        from name in Names(project, "Sqlite").Except(Names(project, "Postgres"), StringComparer.Ordinal)
            .Concat(Names(project, "Postgres").Except(Names(project, "Sqlite"), StringComparer.Ordinal))
        select $"src/{project}/Storage {name}",
        "Write the file for the other engine, too: the same number and name in Storage/Sqlite and Storage/Postgres.");

    private static IEnumerable<string> Names(string project, string engine) =>
        Repo.Files.Where(file => file.Path.StartsWith($"src/{project}/Storage/{engine}/", StringComparison.Ordinal) && file.HasExtension(".sql")).Select(file => file.Name);
}
