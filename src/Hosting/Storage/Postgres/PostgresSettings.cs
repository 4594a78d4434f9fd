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
    private const int StandbyConnectTimeout = 2; // s: another server can do its work
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

    private readonly TargetSessionAttributes _target;

    private PostgresSettings(NpgsqlConnectionStringBuilder builder, TargetSessionAttributes target) =>
        (ConnectionString, Schema, Database, Place, _target) =
            (builder.ConnectionString, builder.SearchPath, builder.Database!, $"{builder.Host}/{builder.Database}", target);

    /// <summary>With the password.</summary>
    public string ConnectionString { get; }

    /// <summary>The schema that everything lies in; null: what the server gives the user.</summary>
    public string? Schema { get; }

    /// <summary>The database's name.</summary>
    public string Database { get; }

    /// <summary>Host and database, for messages.</summary>
    public string Place { get; }

    /// <exception cref="StartupException"><c>storage_setting_invalid</c>.</exception>
    public static PostgresSettings Parse(string connectionString, string application = "pmo")
    {
        var builder = Read(connectionString);

        // Every service writes. Which of several hosts is the one to write to is asked of each; the words are then the data source's.
        if (builder["Target Session Attributes"] is not (null or "" or "primary" or "read-write" or "any"))
        {
            throw Invalid("Target Session Attributes harus primary atau read-write", "Target Session Attributes must be primary or read-write");
        }

        return Complete(builder, TargetSessionAttributes.ReadWrite, ConnectTimeout, application);
    }

    /// <summary>How to reach the standby of <paramref name="primary"/>.</summary>
    /// <exception cref="StartupException"><c>storage_setting_invalid</c>.</exception>
    public static PostgresSettings ParseStandby(string connectionString, PostgresSettings primary, string application = "pmo")
    {
        var builder = Read(connectionString);
        if (builder["Target Session Attributes"] is not (null or "" or "standby" or "any"))
        {
            throw Invalid("ReadConnectionString: Target Session Attributes harus standby", "ReadConnectionString: Target Session Attributes must be standby");
        }

        // In another one the same tables may lie, with other rows.
        builder.SearchPath = string.IsNullOrEmpty(builder.SearchPath) ? primary.Schema : builder.SearchPath;
        if (builder.Database != primary.Database || builder.SearchPath != primary.Schema)
        {
            throw Invalid(
                "ReadConnectionString harus menyebut Database dan Search Path yang sama dengan ConnectionString",
                "ReadConnectionString must name the same Database and Search Path as ConnectionString");
        }

        return Complete(builder, TargetSessionAttributes.Standby, StandbyConnectTimeout, application);
    }

    /// <summary>The connections; of several hosts, to the one that takes writes, or is the standby: after a fail-over another, without a restart.</summary>
    public NpgsqlDataSource NewSource()
    {
        var builder = new NpgsqlDataSourceBuilder(ConnectionString);
        return builder.ConnectionStringBuilder.Host!.Contains(',', StringComparison.Ordinal)
            ? builder.BuildMultiHost().WithTargetSession(_target)
            : builder.Build();
    }

    /// <summary>The type's name: the connection string is a credential.</summary>
    public override string ToString() => nameof(PostgresSettings);

    internal static StartupException Invalid(string indonesian, string english) => new(
        "storage_setting_invalid", $"Pengaturan Storage: {indonesian}.", $"The settings under Storage: {english}.");

    private static NpgsqlConnectionStringBuilder Read(string connectionString)
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

        return builder;
    }

    private static PostgresSettings Complete(
        NpgsqlConnectionStringBuilder builder, TargetSessionAttributes target, int connectTimeout, string application)
    {
        builder.Remove("Target Session Attributes");
        builder.HostRecheckSeconds = builder.HostRecheckSeconds == Defaults.HostRecheckSeconds ? HostRecheck : builder.HostRecheckSeconds;
        builder.ApplicationName ??= application;
        builder.Options = $"{ServerDefaults} {builder.Options} {ServerRules}";
        builder.MaxPoolSize = builder.MaxPoolSize == Defaults.MaxPoolSize ? MaxPoolSize : builder.MaxPoolSize;
        builder.CommandTimeout = builder.CommandTimeout == Defaults.CommandTimeout ? CommandTimeout : builder.CommandTimeout;
        builder.Timeout = builder.Timeout == Defaults.Timeout ? connectTimeout : builder.Timeout;
        builder.MaxAutoPrepare = builder.MaxAutoPrepare == Defaults.MaxAutoPrepare ? MaxAutoPrepare : builder.MaxAutoPrepare;

        // Details of a violated constraint quote the row.
        builder.IncludeErrorDetail = false;
        builder.PersistSecurityInfo = false;
        builder.Enlist = false;
        return new PostgresSettings(builder, target);
    }

    // As PostgreSQL takes it without quotes.
    [GeneratedRegex(@"\A[a-z_][a-z0-9_]{0,62}\z", RegexOptions.None, 1000)]
    private static partial Regex SchemaName();
}
