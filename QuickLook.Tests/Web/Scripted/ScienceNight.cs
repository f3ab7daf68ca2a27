using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>
/// A science exposure in mid-flight as a control room sees it: alarms, warnings, a failed camera, a missing one, cameras that run and wait.
/// </summary>
public sealed class ScienceNight(DateTimeOffset now)
{
    public static readonly ImmutableArray<StageInfo> Stages =
    [
        new("CHECK_CCDs", "CHECK CCDS", TimeSpan.FromSeconds(30)),
        new("CHECK_FIBERS", "CHECK FIBERS", TimeSpan.FromSeconds(74)),
        new("CHECK_SPECTRA", "CHECK SPECTRA", TimeSpan.FromSeconds(138)),
    ];

    private static readonly ImmutableArray<(string Name, string Value, string Limits)>[] Tests =
    [
        [
            ("Noise AMP", "3.02 3.11 2.98 3.07 e-", "normal 1.10 - 4.10"),
            ("Bias AMP", "0.02 -0.04 0.01 0.03 ADU", "normal -1 - 1"),
            ("LITFRAC AMP", "0.62 0.60 0.63 0.61", "normal 0.5 - 0.7"),
            ("XWSIGMA", "1.18 1.02 px", "normal 0.9 - 1.3"),
        ],
        [("NGOODFIB", "499 fibers", "normal 498 - 500"), ("XYSHIFTS", "0.12 -0.08 px", "normal -1 - 1")],
        [
            ("PEAKCOUNT", "1 284", "normal 900 - 1 700"),
            ("SKYCONT", "231", "normal 180 - 265"),
            ("DELTAMAG TGT", "0.04 mag", "normal -0.3 - 0.3"),
            ("SNR", "1.62", "normal 1.2 - 2.4"),
        ],
    ];

    /// <summary>Seconds ago that the file was complete.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(168);

    private readonly Random random = new(12345);

    public DateTimeOffset Arrived { get; } = now - Age;

    /// <summary>The Monitor in the middle of it.</summary>
    public MonitorSnapshot Snapshot()
    {
        var process = Process();
        return new MonitorSnapshot(
            1,
            now,
            PipelineActivity.Running,
            now - TimeSpan.FromHours(9.37),
            2,
            process,
            Recent(process),
            [],
            [
                new DiskGauge("raw", 0.61, 1_900_000_000_000),
                new DiskGauge("reduced, database", 0.82, 620_000_000_000) { TotalBytes = 3_440_000_000_000, Level = DiskLevel.Warning },
            ]
        );
    }

    public ProcessSnapshot Process()
    {
        var cameras = CameraId.All.Select(camera => Plain(camera.ToString())).ToArray();
        cameras[Cameras.Id("b3").Index] = Judged(
            "b3",
            0,
            "Noise AMP",
            Quality.Alarm,
            "2.98 3.05 4.91 3.02 e-",
            "amp C 4.91 e-, normal 1.10 - 4.10"
        );
        cameras[Cameras.Id("z7").Index] = Judged("z7", 1, "NGOODFIB", Quality.Alarm, "288 fibers", "no flux in 212 fibers");
        cameras[Cameras.Id("r5").Index] = Judged("r5", 0, "XWSIGMA", Quality.Warning, "1.18 1.36 px", "w 1.36 px, normal 0.9 - 1.3");
        cameras[Cameras.Id("b8").Index] = Judged("b8", 2, "SKYCONT", Quality.Warning, "281", "SKYCONT 281, normal 180 - 265");
        cameras[Cameras.Id("r8").Index] = Failed("r8");
        cameras[Cameras.Id("z9").Index] = Cameras.Missing("z9");
        return new ProcessSnapshot(
            4711,
            new ExposureSummary(
                new ExposureId(12345),
                new Night(DateOnly.FromDateTime(now.UtcDateTime.AddHours(-19))),
                "science",
                ObservingProgram.Dark,
                21734,
                now - TimeSpan.FromMinutes(19),
                1.12,
                900
            ),
            RunState.Running,
            Quality.Alarm,
            null,
            Arrived,
            Arrived + TimeSpan.FromSeconds(2),
            null,
            TimeSpan.FromSeconds(200),
            Stages,
            [.. cameras]
        );
    }

    private CameraSnapshot Plain(string name) =>
        name switch
        {
            "b6" or "r2" or "r6" or "z1" or "z3" => Running(name, 2),
            "r0" or "z4" => Running(name, 1),
            _ => Done(name),
        };

    private CameraSnapshot Done(string name)
    {
        var start = Start();
        var ends = Ends(start);
        return new CameraSnapshot(
            Cameras.Id(name),
            CameraPresence.Present,
            RunState.Succeeded,
            Quality.Normal,
            null,
            start,
            ends[2],
            [.. Enumerable.Range(0, 3).Select(stage => StageDone(stage, stage == 0 ? start : ends[stage - 1], ends[stage]))]
        );
    }

    private CameraSnapshot Running(string name, int at)
    {
        var start = Start();
        var ends = Ends(start);
        var stages = new StageSnapshot[3];
        for (var stage = 0; stage < 3; stage++)
        {
            var from = stage == 0 ? start : ends[stage - 1];
            stages[stage] = stage.CompareTo(at) switch
            {
                < 0 => StageDone(stage, from, ends[stage]),
                0 => Cameras.Stage(StageState.Running, Quality.None, from, null, random.Next(5, 9), 10, Unjudged(stage)),
                _ => Cameras.Stage(StageState.Waiting, tests: Unjudged(stage)),
            };
        }

        return new CameraSnapshot(
            Cameras.Id(name),
            CameraPresence.Present,
            RunState.Running,
            Quality.Normal,
            null,
            start,
            null,
            [.. stages]
        );
    }

    private CameraSnapshot Judged(string name, int stage, string test, Quality quality, string value, string why)
    {
        var camera = name == "z7" ? Running(name, 2) : Done(name);
        var judged = camera
            .Stages[stage]
            .Tests.Select(t => t.DisplayName == test ? t with { Quality = quality, Value = value, Explanation = why } : t);
        return camera with
        {
            Quality = quality,
            Stages = camera.Stages.SetItem(stage, camera.Stages[stage] with { Quality = quality, Tests = [.. judged] }),
        };
    }

    private CameraSnapshot Failed(string name)
    {
        var start = Start();
        var first = start + TimeSpan.FromSeconds(30);
        return new CameraSnapshot(
            Cameras.Id(name),
            CameraPresence.Present,
            RunState.Failed,
            Quality.Normal,
            "Failed to run PA Extract_QP: no trace within 3 px of fiber 212",
            start,
            first + TimeSpan.FromSeconds(24),
            [
                StageDone(0, start, first),
                Cameras.Stage(StageState.Failed, Quality.None, first, first + TimeSpan.FromSeconds(24), 1, 4, Unjudged(1)),
                Cameras.Stage(StageState.Waiting, tests: Unjudged(2)),
            ]
        );
    }

    private static StageSnapshot StageDone(int stage, DateTimeOffset from, DateTimeOffset to) =>
        Cameras.Stage(
            StageState.Done,
            Quality.Normal,
            from,
            to,
            known: 10,
            tests: [.. Tests[stage].Select(test => Cameras.Test(test.Name, Quality.Normal, test.Value, limits: test.Limits))]
        );

    private static ImmutableArray<TestSnapshot> Unjudged(int stage) =>
        [.. Tests[stage].Select(test => Cameras.Test(test.Name, Quality.None, limits: test.Limits))];

    private DateTimeOffset Start() => Arrived + TimeSpan.FromSeconds(2 + (random.NextDouble() * 26));

    private DateTimeOffset[] Ends(DateTimeOffset start)
    {
        var ccds = start + TimeSpan.FromSeconds(26 + (random.NextDouble() * 6));
        var fibers = ccds + TimeSpan.FromSeconds(40 + (random.NextDouble() * 9));
        var spectra = fibers + TimeSpan.FromSeconds(50 + (random.NextDouble() * 12));
        return [ccds, fibers, spectra < now ? spectra : now - TimeSpan.FromSeconds(1)];
    }

    private static ImmutableArray<ProcessSummary> Recent(ProcessSnapshot live) =>
        [
            Past(4704, 12338, "flat", "", Quality.Normal, 96),
            Past(4705, 12339, "science", "dark", Quality.Normal, 196),
            Past(4706, 12340, "science", "dark", Quality.Normal, 201),
            Past(4707, 12341, "science", "dark", Quality.Normal, 194),
            Past(4708, 12342, "science", "bright", Quality.Normal, 189),
            Past(4709, 12343, "science", "dark", Quality.Warning, 198),
            Past(4710, 12344, "science", "dark", Quality.Alarm, 202),
            new ProcessSummary(
                live.ProcessId,
                live.Exposure.Id,
                "science",
                ObservingProgram.Dark,
                RunState.Running,
                Quality.Alarm,
                null,
                null
            ),
            new ProcessSummary(4712, new ExposureId(12346), "science", ObservingProgram.Dark, RunState.Queued, Quality.None, null, null),
            new ProcessSummary(4713, new ExposureId(12347), "science", ObservingProgram.Gray, RunState.Queued, Quality.None, null, null),
        ];

    private static ProcessSummary Past(long id, int exposure, string flavor, string program, Quality quality, int seconds) =>
        new(
            id,
            new ExposureId(exposure),
            flavor,
            new ObservingProgram(program),
            RunState.Succeeded,
            quality,
            TimeSpan.FromSeconds(seconds),
            null
        );
}
