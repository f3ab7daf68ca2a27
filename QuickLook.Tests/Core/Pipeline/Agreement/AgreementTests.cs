using System.Text;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline.Agreement;

/// <summary>
/// Every metric of every camera and flavor of the golden exposures against desi_quicklook 0.68.1, judged by the original's own limits. docs/golden.md is
/// this table; <c>QUICKLOOK_GOLDEN=docs/golden.md</c> makes the test write it.
/// </summary>
public sealed class AgreementTests
{
    private const string Document = "docs/golden.md";
    private const string WriteVariable = "QUICKLOOK_GOLDEN";

    private const string Introduction = """
        # Agreement with the original

        Every metric that desi_quicklook (desispec 0.68.1) computed on the golden exposures beside ours, at the element with the largest difference, in the compatibility
        profile (`desispec`) and, where the original's value is right, in the default (`quicklook`). Statuses are judged by the original's limits
        (QuickLook.Tests/Golden/mappings). Sets and tolerances: QuickLook.Tests/Golden/README.md. The numbers in brackets are those of the specification (pipeline.md).

        Made by `QUICKLOOK_GOLDEN=docs/golden.md dotnet test QuickLook.Tests -c Release --filter "FullyQualifiedName~AgreementTests"`, which fails when a tolerance is not met.


        """;

    public static TheoryData<string, int, string> Cameras => GoldenRun.All;

    [Theory]
    [MemberData(nameof(Cameras))]
    public async Task Every_metric_of_a_golden_camera_agrees_with_the_original(string set, int exposure, string camera)
    {
        var golden = GoldenCamera.Of(set, exposure, camera);

        var rows = await AgreementTable.RowsOfAsync(golden, await MappingFiles.LoadAsync(MappingFiles.Original));

        rows.Count.ShouldBeGreaterThan(8);
        rows.Where(row => !row.IsWithin).Select(row => row.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_document_lists_every_metric_of_every_golden_camera()
    {
        var mappings = await MappingFiles.LoadAsync(MappingFiles.Original);
        var rows = new List<AgreementRow>();
        foreach (var golden in GoldenCamera.All)
        {
            rows.AddRange(await AgreementTable.RowsOfAsync(golden, mappings));
        }

        if (Environment.GetEnvironmentVariable(WriteVariable) is { Length: > 0 } path)
        {
            await File.WriteAllTextAsync(
                Path.Combine(GoldenSet.RepositoryRoot, path),
                Introduction + AgreementTable.Text(rows),
                Encoding.UTF8.GetPreamble().Length == 0 ? Encoding.UTF8 : new UTF8Encoding(false)
            );
        }

        // Digits may differ from machine to machine; which metrics stand in the table, and how they are compared, may not.
        var written = (await File.ReadAllLinesAsync(Path.Combine(GoldenSet.RepositoryRoot, Document)))
            .Where(line => line.StartsWith("| A ", StringComparison.Ordinal) || line.StartsWith("| B ", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => string.Join('|', cells[1], cells[2], cells[3], cells[4], cells[9]));
        written.ShouldBe(rows.Select(row => string.Join('|', row.Camera, row.Test, row.Metric, row.Profile, row.Tolerance)));
    }
}
