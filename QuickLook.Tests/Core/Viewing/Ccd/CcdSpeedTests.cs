using System.Diagnostics;
using System.Text.Json.Nodes;
using QuickLook.Core.Benchmarks;
using QuickLook.Tests.Browser;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Web.Commands;
using Xunit.Abstractions;

namespace QuickLook.Tests.Core.Viewing.Ccd;

/// <summary>Holds the viewer of a full-size camera to three times its goals; <c>bench --viewing</c> prints them beside its figures.</summary>
[Collection(Undisturbed.Name)]
public sealed class CcdSpeedTests(ITestOutputHelper output) : IDisposable
{
    private const int Generosity = 3;

    private readonly string cache = Directory.CreateTempSubdirectory("quicklook-cache-").FullName;

    public void Dispose() => Directory.Delete(cache, recursive: true);

    [Fact]
    public async Task A_full_size_camera_is_seen_within_three_times_the_goal()
    {
        var program = ProgramCommand.Again(Environment.ProcessPath, typeof(CommandLine).Assembly.Location);
        string[] options = ["--viewing", "--size", "full", "--cameras", "r0", "--flavors", "science", "--json"];
        string[] brief = ["--repeat", "3", "--cache", cache, "--mappings", MappingFiles.Product];
        var start = new ProcessStartInfo(program.File, [.. program.Arguments, "bench", .. options, .. brief])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var complaints = process.StandardError.ReadToEndAsync();
        var report = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(ExitCode.Success, await complaints);

        var figures = JsonNode.Parse(report)!;
        double Of(string key) => figures[key]!.GetValue<double>();
        output.WriteLine(
            $"r0, full size: raw {Of("rawSecondsLeast"):F2} s (first of the process {Of("coldRawSeconds"):F2} s), preprocessed "
                + $"{Of("preprocessedSecondsLeast"):F2} s, tile {1000 * Of("tileSeconds"):F1} ms, 95 % {1000 * Of("tileAt95Seconds"):F1} ms, pyramid {1000 * Of("pyramidSecondsLeast"):F0} ms"
        );
        (figures["width"]!.GetValue<int>() * figures["height"]!.GetValue<int>()).ShouldBeGreaterThan(4114 * 4128);
        Of("rawSecondsLeast").ShouldBeLessThan(Generosity * PerformanceGoal.FirstPictureSeconds);
        Of("preprocessedSecondsLeast").ShouldBeLessThan(Generosity * PerformanceGoal.FirstPictureSeconds);
        Of("tileSeconds").ShouldBeLessThan(Generosity * PerformanceGoal.TileSeconds);
        Of("tileAt95Seconds").ShouldBeLessThan(Generosity * PerformanceGoal.TileSeconds);
    }
}
