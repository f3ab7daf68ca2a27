using System.Text.Json;
using QuickLook.Core.Storage.Service;
using QuickLook.Tests.Core.Storage;
using QuickLook.Web.Commands;

namespace QuickLook.Tests.Web.Commands;

[Collection(PostgresTests.Name)]
public sealed class GenerateVerbTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Without_a_database_it_is_a_usage_error()
    {
        var run = await CommandLineRun.OfAsync("generate");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("--database is missing");
    }

    [Theory]
    [InlineData("--nights is a number from 1 to 400", "--nights", "0")]
    [InlineData("--until: a night is a date written YYYYMMDD", "--until", "yesterday")]
    [InlineData("--size: a size is one of full, demo, tiny", "--size", "huge")]
    public async Task A_wrong_option_is_a_usage_error(string says, params string[] options)
    {
        var run = await CommandLineRun.OfAsync(["generate", .. options]);

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(says);
    }

    [Fact]
    public async Task Nights_are_generated_refused_a_second_time_and_removed()
    {
        var connection = await postgres.CreateDatabaseAsync();
        string[] order =
        [
            "generate",
            "--database",
            connection,
            "--size",
            "tiny",
            "--cameras",
            "b0,r4,z9",
            "--nights",
            "2",
            "--until",
            "20201112",
        ];

        var made = await CommandLineRun.OfAsync([.. order, "--json"]);
        var again = await CommandLineRun.OfAsync(order);
        var cleared = await CommandLineRun.OfAsync("generate", "--database", connection, "--clear");

        made.ExitCode.ShouldBe(ExitCode.Success, made.Error);
        using var report = JsonDocument.Parse(made.Out);
        var exposures = report.RootElement.GetProperty("exposures").GetInt32();
        exposures.ShouldBeInRange(80, 150);
        report.RootElement.GetProperty("nights").GetInt32().ShouldBe(2);
        made.Error.ShouldContain("night 2 of 2");
        again.ExitCode.ShouldBe(ExitCode.Failed);
        again.Error.ShouldContain("--clear");
        cleared.Out.ShouldContain($"removed exposures: {exposures}");
        await using var database = PostgresFixture.Open(connection);
        (await new AuditStore(database, TimeProvider.System).ListAsync(new AuditFilter(), 0, 5, default)).Value.ShouldAllBe(entry =>
            entry.Actor == Environment.UserName
        );
    }

    [Fact]
    public async Task A_database_out_of_reach_is_a_failure_with_a_reason()
    {
        var run = await CommandLineRun.OfAsync("generate", "--database", "Host=/nowhere;Database=none", "--clear", "--json");

        run.ExitCode.ShouldBe(ExitCode.Failed);
        run.Out.ShouldStartWith("{");
    }
}
