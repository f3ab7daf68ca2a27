using System.Globalization;
using System.Text.Json.Nodes;
using QuickLook.Core.Benchmarks;
using QuickLook.Core.Benchmarks.Kernels;
using QuickLook.Core.Instrument;

namespace QuickLook.Web.Commands;

/// <summary>A benchmark as JSON. A figure's spread stands beside it: <c>cpuSeconds</c>, <c>cpuSecondsLeast</c>, <c>cpuSecondsMost</c>.</summary>
internal static class BenchJson
{
    /// <summary>The document.</summary>
    public static JsonObject Of(BenchmarkReport report) =>
        new()
        {
            ["machine"] = Of(report.Machine),
            ["size"] = report.Size.Name,
            ["goals"] = Goals(),
            ["cameras"] = new JsonArray([.. report.Cameras.Select(camera => Of(camera, BenchTables.HasGoals(report)))]),
            ["exposures"] = new JsonArray([.. report.Exposures.Select(Of)]),
            ["kernels"] = new JsonArray([.. report.Kernels.Select(Of)]),
        };

    private static JsonObject Of(MachineDescription machine) =>
        new()
        {
            ["processor"] = machine.Processor,
            ["cores"] = machine.Cores,
            ["memoryMiB"] = machine.MemoryMiB,
            ["system"] = machine.System,
            ["runtime"] = machine.Runtime,
            ["collector"] = machine.Collector,
            ["isOptimised"] = machine.IsOptimised,
            ["loadBefore"] = machine.LoadBefore,
            ["measuredAt"] = machine.MeasuredAt.ToString("O", CultureInfo.InvariantCulture),
        };

    /// <summary>What is promised for the full size.</summary>
    private static JsonObject Goals()
    {
        var cameras = new JsonObject();
        foreach (var flavor in Flavors.All)
        {
            cameras[flavor.Name()] = PerformanceGoal.CameraCpuSeconds(flavor);
        }

        return new JsonObject
        {
            ["cpuSeconds"] = cameras,
            ["wallSeconds"] = PerformanceGoal.ExposureWallSeconds,
            ["peakRssMiB"] = PerformanceGoal.ExposurePeakMiB,
            ["firstStatusSeconds"] = PerformanceGoal.FirstStatusSeconds,
        };
    }

    private static JsonObject Of(CameraTiming camera, bool hasGoals)
    {
        var document = new JsonObject { ["camera"] = camera.Camera.ToString(), ["flavor"] = camera.Flavor.Name() };
        Add(document, "cpuSeconds", camera.CpuSeconds);
        Add(document, "wallSeconds", camera.WallSeconds);
        document["peakRssMiB"] = Math.Round(camera.PeakRssMiB, 1);
        document["peakRssOf"] = camera.IsPeakOfCamera ? "camera" : "process";
        Add(document, "decodeCpuSeconds", camera.DecodeCpuSeconds);
        document["ratio"] = JsonOutput.Number(Round(camera.Ratio));
        document["meetsGoal"] = hasGoals ? camera.MeetsGoal : null;
        document["pixels"] = camera.Pixels;
        document["warmUpRuns"] = camera.WarmUpRuns;
        document["repeats"] = camera.Repeats;
        document["steps"] = new JsonArray([
            .. camera.Steps.Select(step => new JsonObject
            {
                ["name"] = step.Name,
                ["isTest"] = step.IsTest,
                ["cpuSeconds"] = Round(step.Cost.CpuSeconds),
                ["wallSeconds"] = Round(step.Cost.WallSeconds),
            }),
        ]);
        return document;
    }

    private static JsonObject Of(ExposureTiming exposure)
    {
        var document = new JsonObject
        {
            ["flavor"] = exposure.Flavor.Name(),
            ["cameras"] = exposure.Cameras,
            ["workers"] = exposure.Workers,
        };
        Add(document, "wallSeconds", exposure.WallSeconds);
        Add(document, "cpuSeconds", exposure.CpuSeconds);
        Add(document, "peakRssMiB", exposure.PeakRssMiB);
        Add(document, "firstStatusSeconds", exposure.FirstStatusSeconds);
        document["failedCameras"] = exposure.FailedCameras;
        document["repeats"] = exposure.Repeats;
        return document;
    }

    private static JsonObject Of(KernelTiming kernel)
    {
        var document = new JsonObject
        {
            ["name"] = kernel.Name,
            ["subject"] = kernel.Subject,
            ["problem"] = kernel.Problem,
            ["comparedWith"] = kernel.ComparedWith,
        };
        if (kernel.Seconds is { } seconds)
        {
            document["cpuSeconds"] = seconds.Median;
            document["deviation"] = seconds.Deviation;
            document["confidenceLow"] = seconds.ConfidenceLow;
            document["confidenceHigh"] = seconds.ConfidenceHigh;
            document["least"] = seconds.Least;
            document["most"] = seconds.Most;
            document["outliers"] = seconds.Outliers;
            document["samples"] = seconds.Count;
            document["operationsPerSample"] = kernel.OperationsPerSample;
            document["allocatedBytes"] = Math.Round(kernel.AllocatedBytes);
            document["isWarm"] = kernel.IsWarm;
        }

        return document;
    }

    private static void Add(JsonObject document, string name, Spread? spread)
    {
        document[name] = Round(spread?.Median);
        document[name + "Least"] = Round(spread?.Least);
        document[name + "Most"] = Round(spread?.Most);
    }

    /// <summary>To microseconds: more is noise.</summary>
    private static double? Round(double? value) => value is { } known ? Math.Round(known, 6) : null;
}
