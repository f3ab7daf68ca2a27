using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QuickLook.Core.Storage;
using QuickLook.Core.Storage.Private;

namespace QuickLook.Tests.Core.Storage;

/// <summary>One private PostgreSQL for the whole run, with a migrated database that each test copies.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private const string Template = "template_quicklook";

    private readonly string folder = Directory.CreateTempSubdirectory("ql-pg-").FullName;
    private PrivatePostgres? server;
    private int databases;

    public async Task InitializeAsync()
    {
        server = (await PrivatePostgres.StartAsync(new PrivatePostgresOptions { DataFolder = folder, WaitForDisk = false }, default)).Value;
        await server.CreateDatabaseAsync(Template, template: null, default);
        await using var database = Open(server.ConnectionString(Template) + ";Pooling=false");
        (await new DatabaseMigrator(database, NullLogger<DatabaseMigrator>.Instance).MigrateAsync(default)).Value.ShouldBeGreaterThan(0);
    }

    public async Task DisposeAsync()
    {
        await server!.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A fresh database with all tables; its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");
        await server!.CreateDatabaseAsync(name, Template, default);
        return server.ConnectionString(name);
    }

    /// <summary>A fresh database without tables; its connection string.</summary>
    public async Task<string> CreateEmptyDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"empty_{Interlocked.Increment(ref databases)}");
        await server!.CreateDatabaseAsync(name, template: null, default);
        return server.ConnectionString(name);
    }

    public static QuickLookDatabase Open(string connectionString) =>
        new(Options.Create(new StorageOptions { ConnectionString = connectionString }));
}

/// <summary>Tests that share the private PostgreSQL; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresFixture>
{
    public const string Name = "PostgreSQL";
}
