using System.Globalization;
using System.Text.Json.Nodes;
using QuickLook.Core.Benchmarks;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Exposures;
using QuickLook.Core.Results;

namespace QuickLook.Web.Commands;

/// <summary>Prints what came of a reduction, as table or as JSON.</summary>
internal sealed class ReductionView
{
    private readonly CommandConsole console;
    private readonly bool asJson;

    public ReductionView(CommandConsole console, bool asJson)
    {
        this.console = console;
        this.asJson = asJson;
    }

    /// <summary>Prints the report and returns the exit code that fits.</summary>
    public int Show(ExposureReport report)
    {
        if (report.Damage is { } damage)
        {
            console.Error.WriteLine($"quicklook: the raw exposure is damaged: {damage}");
        }

        if (asJson)
        {
            JsonOutput.Write(console.Out, ToJson(report));
        }
        else
        {
            WriteTable(report);
        }

        return report.IsComplete ? ExitCode.Success : ExitCode.Failed;
    }

    /// <summary>Prints why there is no report.</summary>
    public int ShowFailure(Failure failure)
    {
        console.Error.WriteLine($"quicklook: {failure}");
        if (asJson)
        {
            JsonOutput.Write(console.Out, JsonOutput.Of(failure));
        }

        return ExitCode.Failed;
    }

    private void WriteTable(ExposureReport report)
    {
        console.Out.WriteLine($"exposure {report.Exposure}, {report.Flavor.Name()}, night {report.Night}");
        console.Out.WriteLine($"{"camera", -7} {"state", -13} {"seconds", 7}  {"worst", -12} tests");
        foreach (var camera in report.Cameras)
        {
            var seconds = camera.Duration.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture);
            var tests = string.Join(", ", camera.Tests.Select(test => $"{MetricOf(test)} {WordFor(test.Quality)}"));
            var reason =
                camera.Outcome.State == RunState.Failed
                    ? $"{camera.Outcome.FailedStep ?? "setup"}: {FirstLine(camera.Outcome.Reason)}"
                    : tests;
            console.Out.WriteLine(
                $"{camera.Camera, -7} {WordFor(camera.Outcome.State), -13} {seconds, 7}  {WordFor(camera.Outcome.Quality), -12} {reason}"
            );
        }
    }

    private static JsonObject ToJson(ExposureReport report) =>
        new()
        {
            ["night"] = report.Night.ToString(),
            ["exposure"] = report.Exposure.Number,
            ["flavor"] = report.Flavor.Name(),
            ["mapping_hash"] = report.MappingHash,
            ["damage"] = report.Damage?.ToString(),
            ["first_status_at"] = report.FirstStatusAt?.ToString("O", CultureInfo.InvariantCulture),
            ["cameras"] = new JsonArray([.. report.Cameras.Select(ToJson)]),
            ["process"] = new JsonObject
            {
                ["cpu_seconds"] = Math.Round(Environment.CpuUsage.TotalTime.TotalSeconds, 3),
                ["peak_rss_mib"] = Math.Round(MemoryPeak.ReadMiB(), 1),
            },
        };

    private static JsonObject ToJson(CameraReport camera) =>
        new()
        {
            ["camera"] = camera.Camera.ToString(),
            ["state"] = WordFor(camera.Outcome.State),
            ["quality"] = WordFor(camera.Outcome.Quality),
            ["seconds"] = Math.Round(camera.Duration.TotalSeconds, 3),
            ["failed_step"] = camera.Outcome.FailedStep,
            ["reason"] = camera.Outcome.Reason,
            ["merged_qa"] = camera.Outcome.MergedQaFile,
            ["tests"] = new JsonArray([
                .. camera.Tests.Select(test => new JsonObject
                {
                    ["test"] = test.Test,
                    ["status_key"] = test.StatusKey,
                    ["quality"] = WordFor(test.Quality),
                    ["value"] = test.Value?.DeepClone(),
                    ["explanation"] = test.Explanation,
                }),
            ]),
        };

    private static string MetricOf(TestJudged test) => test.StatusKey.Replace("_STATUS", string.Empty, StringComparison.Ordinal);

    private static string WordFor(Quality quality) => quality.Word() ?? (quality == Quality.NotComputed ? "NOT COMPUTED" : "NONE");

    private static string WordFor(RunState state) =>
        state switch
        {
            RunState.PartlyFailed => "partly failed",
            _ => state.ToString().ToLowerInvariant(),
        };

    private static string FirstLine(string? reason) => reason?.Split('\n')[0] ?? string.Empty;
}
