using QuickLook.Core.Benchmarks;
using QuickLook.Core.Benchmarks.Kernels;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;
using QuickLook.Web.Commands;

namespace QuickLook.Tests.Web.Commands;

public class BenchTablesTests
{
    private static readonly MachineDescription Machine = new(
        "a processor",
        2,
        16000,
        "a system",
        "a runtime",
        "server",
        true,
        0.5,
        DateTimeOffset.UnixEpoch
    );

    [Theory]
    [InlineData(1.2, "yes")]
    [InlineData(1.201, "NO")]
    public void A_goal_of_the_full_size_is_met_or_not(double seconds, string holds)
    {
        var row = Row(BenchTables.Cameras(Report(InstrumentSize.Full, Science(seconds))), "r0");

        row[2..6].ShouldBe([$"{seconds:F3}", "1.000 - 1.300", "1.2", holds]);
        row[7].ShouldBe($"{seconds / 0.1:F1}");
    }

    [Fact]
    public void Other_sizes_have_no_goals() =>
        Row(BenchTables.Cameras(Report(InstrumentSize.Demo, Science(99))), "r0")[4..6].ShouldBe(["-", "-"]);

    [Fact]
    public void Steps_of_all_cameras_of_a_flavor_stand_side_by_side()
    {
        var table = BenchTables.Steps([Science(1), Science(1.1) with { Camera = CameraId.Parse("z0").Value }]);

        Row(table, "science, CPU ms").ShouldBe(["science, CPU ms", "r0", "z0"]);
        Row(table, "Preproc")[1..].ShouldBe(["600.0", "600.0"]);
        Row(table, "Get_RMS")[1..].ShouldBe(["5.00", "5.00"]);
        Row(table, "all")[1..].ShouldBe(["1000.0", "1100.0"]);
    }

    [Theory]
    [InlineData(30, 2, "yes")]
    [InlineData(30, 1, "-")]
    [InlineData(3, 2, "-")]
    public void An_exposure_is_held_to_the_goals_that_are_promised_for_thirty_cameras_on_two_workers(int cameras, int workers, string holds)
    {
        var exposure = new ExposureTiming
        {
            Flavor = Flavor.Science,
            Cameras = cameras,
            Workers = workers,
            Repeats = 1,
            WallSeconds = new Spread(20, 20, 20),
            CpuSeconds = new Spread(40, 40, 40),
            PeakRssMiB = new Spread(900, 900, 900),
            FirstStatusSeconds = null,
            FailedCameras = 0,
        };
        var lines = Lines(BenchTables.Exposures(Report(InstrumentSize.Full) with { Exposures = [exposure] }));

        lines.Single(line => line.Contains("wall s")).Split("  ", StringSplitOptions.RemoveEmptyEntries)[^1].Trim().ShouldBe(holds);
        lines.Single(line => line.Contains("first status s")).ShouldContain("none");
    }

    [Fact]
    public void A_kernel_is_compared_with_the_other_and_a_failed_one_says_why()
    {
        var seconds = SampleStatistics.Of([0.001, 0.001, 0.001]);
        static KernelTiming Kernel(string name) => new() { Name = name, Subject = "pixels" };
        var table = BenchTables.Kernels(
            Report(InstrumentSize.Full) with
            {
                Kernels =
                [
                    Kernel("ours") with
                    {
                        Seconds = seconds,
                        ComparedWith = "theirs",
                        IsWarm = true,
                    },
                    Kernel("theirs") with
                    {
                        Seconds = SampleStatistics.Of([0.002]),
                        IsWarm = false,
                    },
                    Kernel("broken") with
                    {
                        Problem = "no light",
                    },
                ],
            }
        );

        Row(table, "ours")[^1].ShouldBe("0.50 of theirs");
        Row(table, "theirs (not settled)")[2].ShouldBe("2.00");
        Row(table, "broken")[2].ShouldBe("failed: no light");
    }

    [Fact]
    public void Words_stand_left_and_numbers_right()
    {
        var table = new PrintedTable(["name", "word", "number"], 1);
        table.Add("a", "short", "1");
        table.Add("longer", "x", "1000.5");

        Lines(table).ShouldBe(["name    word   number", "a       short       1", "longer  x      1000.5"]);
        using var markdown = new StringWriter { NewLine = "\n" };
        table.WriteMarkdown(markdown);
        markdown.ToString().ShouldStartWith("| name | word | number |\n| --- | --- | ---: |\n| a | short | 1 |\n");
    }

    private static BenchmarkReport Report(InstrumentSize size, params CameraTiming[] cameras) => new(Machine, size, [.. cameras], [], []);

    private static CameraTiming Science(double seconds) =>
        new()
        {
            Camera = CameraId.Parse("r0").Value,
            Flavor = Flavor.Science,
            Pixels = 100,
            WarmUpRuns = 4,
            Repeats = 5,
            CpuSeconds = new Spread(seconds, 1, 1.3),
            WallSeconds = new Spread(seconds, 1, 1.3),
            DecodeCpuSeconds = new Spread(0.1, 0.1, 0.1),
            PeakRssMiB = 300,
            IsPeakOfCamera = true,
            Steps = [new StepCost("Preproc", false, new Cost(0.6, 0.6)), new StepCost("Get_RMS", true, new Cost(0.005, 0.005))],
        };

    private static string[] Lines(PrintedTable table)
    {
        using var output = new StringWriter { NewLine = "\n" };
        table.WriteAligned(output);
        return output.ToString().TrimEnd('\n').Split('\n');
    }

    private static string[] Row(PrintedTable table, string first)
    {
        using var output = new StringWriter { NewLine = "\n" };
        table.WriteMarkdown(output);
        return
        [
            .. output
                .ToString()
                .Split('\n')
                .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
                .First(cells => cells.Length > 2 && cells[1] == first)[1..^1],
        ];
    }
}
