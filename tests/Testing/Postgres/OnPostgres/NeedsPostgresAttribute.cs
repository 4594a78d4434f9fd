using System.Reflection;
using Pmo.Testing.Postgres;
using Pmo.Testing.Postgres.OnPostgres;
using Xunit.v3;

[assembly: NeedsPostgres]

namespace Pmo.Testing.Postgres.OnPostgres;

/// <summary>Skips each test, or fails it, when PostgreSQL is not installed.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class NeedsPostgresAttribute : BeforeAfterTestAttribute
{
    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => PostgresServer.Require();
}
