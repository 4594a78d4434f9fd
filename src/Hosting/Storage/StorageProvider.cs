namespace Pmo.Hosting.Storage;

/// <summary>The database engines that the services' SQL is written for.</summary>
public enum StorageProvider
{
    Sqlite,
    Postgres,
}
