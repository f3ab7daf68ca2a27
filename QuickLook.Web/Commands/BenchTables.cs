using System.Globalization;
using QuickLook.Core.Benchmarks;
using QuickLook.Core.Benchmarks.Kernels;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;

namespace QuickLook.Web.Commands;

/// <summary>The figures of a benchmark as tables, goals beside them.</summary>
internal static class BenchTables
{
    /// <summary>Goals are promised for this size alone.</summary>
    public static bool HasGoals(BenchmarkReport report) => report.Size == InstrumentSize.Full;

    /// <summary>Cameras one at a time.</summary>
    public static PrintedTable Cameras(BenchmarkReport report)
    {
        var table = new PrintedTable(
            ["camera", "flavor", "CPU s", "least - most", "goal", "holds", "decoding", "ratio", "wall s", "peak MiB"],
            1,
            5
        );
        foreach (var camera in report.Cameras)
        {
            var goal = HasGoals(report) ? PerformanceGoal.CameraCpuSeconds(camera.Flavor) : null;
            table.Add(
                camera.Camera.ToString(),
                camera.Flavor.Name(),
                Seconds(camera.CpuSeconds.Median),
                $"{Seconds(camera.CpuSeconds.Least)} - {Seconds(camera.CpuSeconds.Most)}",
                goal is { } seconds ? Number(seconds, 1) : "-",
                Holds(goal, camera.CpuSeconds.Median),
                Seconds(camera.DecodeCpuSeconds.Median),
                Number(camera.Ratio, 1),
                Seconds(camera.WallSeconds.Median),
                Number(camera.PeakRssMiB, 0)
            );
        }

        return table;
    }

    /// <summary>Steps of the cameras, one column each; processor milliseconds.</summary>
    /// <param name="cameras">Cameras of one flavor.</param>
    public static PrintedTable Steps(IReadOnlyList<CameraTiming> cameras)
    {
        var table = new PrintedTable([$"{cameras[0].Flavor.Name()}, CPU ms", .. cameras.Select(camera => camera.Camera.ToString())]);
        var names = cameras.SelectMany(camera => camera.Steps).Select(step => (step.Name, step.IsTest)).Distinct();
        foreach (var (name, isTest) in names)
        {
            table.Add([isTest ? $"  {name}" : name, .. cameras.Select(camera => Milliseconds(CpuOf(camera, name)))]);
        }

        table.Add(["all", .. cameras.Select(camera => Milliseconds(camera.CpuSeconds.Median))]);
        return table;
    }

    /// <summary>Whole exposures.</summary>
    public static PrintedTable Exposures(BenchmarkReport report)
    {
        var table = new PrintedTable(["exposure", "cameras", "workers", "figure", "median", "least - most", "goal", "holds"], 3, 7);
        foreach (var exposure in report.Exposures)
        {
            // What is promised is an exposure of all cameras on two workers.
            var isPromised =
                HasGoals(report) && exposure is { Flavor: Flavor.Science, Workers: 2 } && exposure.Cameras == CameraId.All.Count;
            void Add(string figure, Spread? spread, int digits, double? goal) =>
                table.Add(
                    exposure.Flavor.Name(),
                    exposure.Cameras.ToString(CultureInfo.InvariantCulture),
                    exposure.Workers.ToString(CultureInfo.InvariantCulture),
                    figure,
                    spread is { } known ? Number(known.Median, digits) : "none",
                    spread is { } range ? $"{Number(range.Least, digits)} - {Number(range.Most, digits)}" : "-",
                    isPromised && goal is { } number ? Number(number, digits) : "-",
                    isPromised ? Holds(goal, spread?.Median) : "-"
                );

            Add("wall s", exposure.WallSeconds, 2, PerformanceGoal.ExposureWallSeconds);
            Add("CPU s", exposure.CpuSeconds, 2, null);
            Add("peak MiB", exposure.PeakRssMiB, 0, PerformanceGoal.ExposurePeakMiB);
            Add("first status s", exposure.FirstStatusSeconds, 2, PerformanceGoal.FirstStatusSeconds);
        }

        return table;
    }

    /// <summary>Single algorithms.</summary>
    public static PrintedTable Kernels(BenchmarkReport report)
    {
        var table = new PrintedTable(["kernel", "on", "CPU ms", "95 % of median", "MAD", "outliers", "KiB allocated", "against"], 1, 7);
        foreach (var kernel in report.Kernels)
        {
            if (kernel.Seconds is not { } seconds)
            {
                table.Add(kernel.Name, kernel.Subject, $"failed: {kernel.Problem}", "-", "-", "-", "-", "-");
                continue;
            }

            table.Add(
                kernel.Name + (kernel.IsWarm ? string.Empty : " (not settled)"),
                kernel.Subject,
                Milliseconds(seconds.Median),
                $"{Milliseconds(seconds.ConfidenceLow)} - {Milliseconds(seconds.ConfidenceHigh)}",
                Milliseconds(seconds.Deviation),
                $"{seconds.Outliers} of {seconds.Count}",
                Number(kernel.AllocatedBytes / 1024, 1),
                Against(kernel, report) is { } ratio ? $"{Number(ratio, 2)} of {kernel.ComparedWith}" : "-"
            );
        }

        return table;
    }

    private static double? Against(KernelTiming kernel, BenchmarkReport report) =>
        kernel.Seconds?.Median / report.Kernels.FirstOrDefault(other => other.Name == kernel.ComparedWith)?.Seconds?.Median;

    private static double? CpuOf(CameraTiming camera, string step) =>
        camera.Steps.FirstOrDefault(cost => cost.Name == step)?.Cost.CpuSeconds;

    private static string Holds(double? goal, double? figure) =>
        goal is null ? "-"
        : figure <= goal ? "yes"
        : "NO";

    private static string Seconds(double seconds) => Number(seconds, 3);

    private static string Milliseconds(double? seconds) => seconds is { } known ? Number(known * 1000, known < 0.01 ? 2 : 1) : "-";

    private static string Number(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
