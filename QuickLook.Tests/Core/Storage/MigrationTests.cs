using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using QuickLook.Core.Storage;

namespace QuickLook.Tests.Core.Storage;

[Collection(PostgresTests.Name)]
public sealed class MigrationTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Two_services_that_start_at_once_migrate_once()
    {
        var connectionString = await postgres.CreateEmptyDatabaseAsync();
        await using var one = PostgresFixture.Open(connectionString);
        await using var two = PostgresFixture.Open(connectionString);

        var applied = await Task.WhenAll(
            new DatabaseMigrator(one, NullLogger<DatabaseMigrator>.Instance).MigrateAsync(default),
            new DatabaseMigrator(two, NullLogger<DatabaseMigrator>.Instance).MigrateAsync(default)
        );

        applied.Select(result => result.Value).Order().First().ShouldBe(0);
        applied.Select(result => result.Value).Order().Last().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("on", 0)]
    [InlineData("off", 1)]
    public async Task A_database_that_forgets_what_it_acknowledged_is_warned_of(string commits, int warnings)
    {
        var connection = await postgres.CreateDatabaseAsync();
        await using (var first = PostgresFixture.Open(connection + ";Pooling=false"))
        await using (
            var command = first.Source.CreateCommand(
                $"do $$ begin execute format('alter database %I set synchronous_commit = {commits}', current_database()); end $$"
            )
        )
        {
            await command.ExecuteNonQueryAsync();
        }

        var lines = new List<string>();
        await using var database = PostgresFixture.Open(connection);
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(new LineLog(lines)));
        (await new DatabaseMigrator(database, loggers.CreateLogger<DatabaseMigrator>()).MigrateAsync(default)).IsSuccess.ShouldBeTrue();

        lines.Count(line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("synchronous_commit")).ShouldBe(warnings);
    }

    [Fact]
    public async Task The_committed_migrations_are_the_model()
    {
        await using var database = PostgresFixture.Open(await postgres.CreateDatabaseAsync());
        await using var context = database.CreateContext();
        context.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public async Task Names_are_snake_case_and_instants_carry_a_time_zone()
    {
        await using var database = PostgresFixture.Open(await postgres.CreateDatabaseAsync());
        await using var command = database.Source.CreateCommand(
            "select table_name || '.' || column_name, data_type from information_schema.columns where table_schema = 'public'"
        );
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            columns.Add(reader.GetString(0), reader.GetString(1));
        }

        columns.Keys.Where(name => !name.StartsWith("__EF", StringComparison.Ordinal)).ShouldAllBe(name => !name.Any(char.IsUpper));
        columns["camera_run.started_at"].ShouldBe("timestamp with time zone");
        columns.Values.ShouldNotContain("timestamp without time zone");
    }

    [Fact]
    public async Task A_state_that_is_no_word_of_the_field_is_refused_by_the_table()
    {
        await using var database = PostgresFixture.Open(await postgres.CreateDatabaseAsync());
        await using var command = database.Source.CreateCommand(
            """
            insert into exposure (origin, expid, night, folder_night, flavor, program, cameras, raw_path, raw_bytes, raw_modified_at, arrival,
                                  arrival_reason, discovered_at)
            values ('elsewhere', 1, '2020-11-07', '2020-11-07', '', '', '{}', '', 0, now(), 'complete', '', now())
            """
        );
        var refused = await Should.ThrowAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync());
        refused.ConstraintName.ShouldBe("ck_exposure_origin");
    }
}
