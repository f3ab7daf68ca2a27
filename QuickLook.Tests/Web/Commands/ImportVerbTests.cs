using System.Text.Json;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Orchestration.Import;
using QuickLook.Tests.Core.Storage;
using QuickLook.Tests.Golden;
using QuickLook.Web.Commands;

namespace QuickLook.Tests.Web.Commands;

[Collection(PostgresTests.Name)]
public sealed class ImportVerbTests(PostgresFixture postgres) : IDisposable
{
    private readonly ForeignTree tree = new();

    public void Dispose() => tree.Dispose();

    [Theory]
    [InlineData("--database is missing", "--from", "/data", "--site", "nersc")]
    [InlineData("--site", "--from", "/data")]
    [InlineData("--night: a night is a date written YYYYMMDD", "--from", "/data", "--site", "nersc", "--night", "tonight")]
    public async Task A_wrong_command_line_is_a_usage_error(string says, params string[] options)
    {
        var run = await CommandLineRun.OfAsync(["import", .. options]);

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(says);
    }

    [Fact]
    public async Task A_tree_is_tried_imported_and_found_unchanged()
    {
        tree.Fill();
        await File.WriteAllTextAsync(tree.Document("z0", 103), "[]");
        var connection = await postgres.CreateDatabaseAsync();
        string[] order =
        [
            "import",
            "--database",
            connection,
            "--from",
            tree.Root,
            "--site",
            "nersc",
            "--mappings",
            MappingFiles.LimitsOf(GoldenSet.A),
        ];

        var dry = await CommandLineRun.OfAsync([.. order, "--dry-run"]);
        var real = await CommandLineRun.OfAsync([.. order, "--json"]);
        var again = await CommandLineRun.OfAsync(order);

        dry.ExitCode.ShouldBe(ExitCode.Success, dry.Error);
        dry.Out.ShouldBe("would import: 4 new exposures, 0 changed, 11 camera runs; unchanged: 0; passed over: 1\n");
        dry.Error.ShouldContain("ql-mergedQA-z0-00000103.json: the merged document is not a JSON object");
        using var report = JsonDocument.Parse(real.Out);
        report.RootElement.GetProperty("new").GetInt32().ShouldBe(4);
        report.RootElement.GetProperty("problems").GetArrayLength().ShouldBe(1);
        real.Error.ShouldContain("exposure 4 of 4");
        again.Out.ShouldBe("imported: 0 new exposures, 0 changed, 0 camera runs; unchanged: 4; passed over: 1\n");
    }

    [Fact]
    public async Task What_is_no_tree_is_a_failure_with_a_reason()
    {
        var connection = await postgres.CreateDatabaseAsync();

        var run = await CommandLineRun.OfAsync(
            "import",
            "--database",
            connection,
            "--from",
            Path.Combine(tree.Root, "none"),
            "--site",
            "x",
            "--mappings",
            MappingFiles.LimitsOf(GoldenSet.A)
        );

        run.ExitCode.ShouldBe(ExitCode.Failed);
        run.Error.ShouldContain("there is no such folder");
    }
}
