using System.Diagnostics;
using System.Text.Json.Nodes;
using QuickLook.Core.Benchmarks;
using QuickLook.Core.Instrument;
using QuickLook.Tests.Browser;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Web.Commands;
using Xunit.Abstractions;

namespace QuickLook.Tests.Core.Benchmarks;

/// <summary>Holds a full-size camera to three times its goals; the goals themselves are for a quiet machine, and <c>bench</c> prints them beside its figures.</summary>
[Collection(Undisturbed.Name)]
public sealed class CameraSpeedTests(ITestOutputHelper output) : IDisposable
{
    private const int Generosity = 3;

    private readonly string cache = Directory.CreateTempSubdirectory("quicklook-cache-").FullName;

    public void Dispose() => Directory.Delete(cache, recursive: true);

    /// <summary>In a process of its own: processor time is counted by process, and this one has tests of other things on its threads.</summary>
    [Fact]
    public async Task A_full_size_science_camera_takes_at_most_three_times_its_goal()
    {
        var program = ProgramCommand.Again(Environment.ProcessPath, typeof(CommandLine).Assembly.Location);
        string[] options = ["--size", "full", "--cameras", "r0", "--flavors", "science", "--only", "cameras", "--json"];
        string[] brief = ["--warmup", "3", "--repeat", "3", "--cache", cache, "--mappings", MappingFiles.Product];
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

        var camera = JsonNode.Parse(report)!["cameras"]!.AsArray().ShouldHaveSingleItem()!;
        // The least: what other processes on this machine add says nothing about the program.
        var seconds = camera["cpuSecondsLeast"]!.GetValue<double>();
        var decoding = camera["decodeCpuSecondsLeast"]!.GetValue<double>();
        output.WriteLine($"r0 science, full size: {seconds:F2} CPU s, decoding {decoding:F3} CPU s, ratio {seconds / decoding:F1}");
        camera["pixels"]!.GetValue<int>().ShouldBeGreaterThan(4114 * 4128);
        seconds.ShouldBeLessThan(Generosity * PerformanceGoal.CameraCpuSeconds(Flavor.Science)!.Value);
        decoding.ShouldBeLessThan(Generosity * PerformanceGoal.DecodeCpuSeconds);
    }
}
