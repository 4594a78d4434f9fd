namespace Pmo.Testing.Postgres;

/// <summary>What must not be found in logs, answers or health.</summary>
public static class PostgresSecret
{
    /// <summary>In all connection strings of the tests.</summary>
    public const string Password = "rahasia-uji-7f3a";
}
