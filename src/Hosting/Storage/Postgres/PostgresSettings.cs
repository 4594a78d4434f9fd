using System.Text.RegularExpressions;
using Npgsql;
using Pmo.Hosting.Startup;

namespace Pmo.Hosting.Storage.Postgres;

/// <summary>How to reach PostgreSQL: the operator's connection string, with what this program depends on added. Never prints itself.</summary>
internal sealed partial class PostgresSettings
{
    // Ours, where the operator says nothing: replicas and services share one server's connections, and a stalled one is given up.
    private const int MaxPoolSize = 32;
    private const int CommandTimeout = 60; // s
    private const int ConnectTimeout = 5; // s
    private const int MaxAutoPrepare = 64;

    // Npgsql remembers for so long which of several hosts was no primary: until then a promoted one is not written to.
    private const int HostRecheck = 2; // s

    // What an operator may still change through Options. A statement is ended after 15 minutes; a transaction that does nothing, 2: it may hold the write
    // lock. A connection whose machine is gone is noticed after a minute.
    private const string ServerDefaults =
        "-c statement_timeout=900000 -c idle_in_transaction_session_timeout=120000 -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3";

    // What nobody may: a commit is on disk before anyone is told of it.
    private const string ServerRules = "-c synchronous_commit=on";

    private static readonly NpgsqlConnectionStringBuilder Defaults = [];

    private PostgresSettings(string connectionString, string? schema, string place) =>
        (ConnectionString, Schema, Place) = (connectionString, schema, place);

    /// <summary>With the password.</summary>
    public string ConnectionString { get; }

    /// <summary>The schema that everything lies in; null: what the server gives the user.</summary>
    public string? Schema { get; }

    /// <summary>Host and database, for messages.</summary>
    public string Place { get; }

    /// <exception cref="StartupException"><c>storage_setting_invalid</c>.</exception>
    public static PostgresSettings Parse(string connectionString, string application = "pmo")
    {
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException or OverflowException)
        {
            // Its message may quote what was written, a password among it.
            throw Invalid("teks koneksi tidak dapat dibaca (Host=…;Database=…;Username=…;Password=…)", "the connection string cannot be read (Host=…;Database=…;Username=…;Password=…)");
        }

        if (string.IsNullOrEmpty(builder.Host) || string.IsNullOrEmpty(builder.Database))
        {
            throw Invalid("Host dan Database harus diisi", "Host and Database must be set");
        }

        if (builder.SearchPath is { Length: > 0 } path && !SchemaName().IsMatch(path))
        {
            throw Invalid("Search Path harus satu nama skema, huruf kecil", "Search Path must be one schema's name, in lower case");
        }

        // Every service writes. Which of several hosts is the one to write to is asked of each; the words are then the data source's.
        var isForPrimary = builder["Target Session Attributes"] is null or "" or "primary" or "read-write" or "any";
        if (!isForPrimary)
        {
            throw Invalid("Target Session Attributes harus primary atau read-write", "Target Session Attributes must be primary or read-write");
        }

        builder.Remove("Target Session Attributes");
        builder.HostRecheckSeconds = builder.HostRecheckSeconds == Defaults.HostRecheckSeconds ? HostRecheck : builder.HostRecheckSeconds;
        builder.ApplicationName ??= application;
        builder.Options = $"{ServerDefaults} {builder.Options} {ServerRules}";
        builder.MaxPoolSize = builder.MaxPoolSize == Defaults.MaxPoolSize ? MaxPoolSize : builder.MaxPoolSize;
        builder.CommandTimeout = builder.CommandTimeout == Defaults.CommandTimeout ? CommandTimeout : builder.CommandTimeout;
        builder.Timeout = builder.Timeout == Defaults.Timeout ? ConnectTimeout : builder.Timeout;
        builder.MaxAutoPrepare = builder.MaxAutoPrepare == Defaults.MaxAutoPrepare ? MaxAutoPrepare : builder.MaxAutoPrepare;

        // Details of a violated constraint quote the row.
        builder.IncludeErrorDetail = false;
        builder.PersistSecurityInfo = false;
        builder.Enlist = false;
        return new PostgresSettings(builder.ConnectionString, builder.SearchPath, $"{builder.Host}/{builder.Database}");
    }

    /// <summary>The connections; of several hosts, to the one that takes writes: after a fail-over the other, without a restart.</summary>
    public NpgsqlDataSource NewSource()
    {
        var builder = new NpgsqlDataSourceBuilder(ConnectionString);
        return builder.ConnectionStringBuilder.Host!.Contains(',', StringComparison.Ordinal)
            ? builder.BuildMultiHost().WithTargetSession(TargetSessionAttributes.ReadWrite)
            : builder.Build();
    }

    /// <summary>The type's name: the connection string is a credential.</summary>
    public override string ToString() => nameof(PostgresSettings);

    internal static StartupException Invalid(string indonesian, string english) => new(
        "storage_setting_invalid", $"Pengaturan Storage: {indonesian}.", $"The settings under Storage: {english}.");

    // As PostgreSQL takes it without quotes.
    [GeneratedRegex(@"\A[a-z_][a-z0-9_]{0,62}\z", RegexOptions.None, 1000)]
    private static partial Regex SchemaName();
}
