using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>Moments of a night that screens must be ready for, beside <see cref="ScienceNight"/>.</summary>
public static class Moments
{
    public static MonitorSnapshot Empty(DateTimeOffset now, PipelineActivity pipeline = PipelineActivity.Idle) =>
        new(1, now, pipeline, now - TimeSpan.FromMinutes(3), 0, null, [], [], [new DiskGauge("raw", 0.12, 1_900_000_000_000)]);

    /// <summary>What a process ends like when its file is broken: no camera has anything, and the reason says why.</summary>
    public static MonitorSnapshot Truncated(DateTimeOffset now) =>
        With(
            now,
            Ended(now, "science", RunState.Failed, Quality.None) with
            {
                Reason = "desi-00012345.fits.fz, HDU 4 (R3), byte 11 520: the file ends in the middle of a tile; copy it again",
            }
        );

    public static MonitorSnapshot UnknownFlavor(DateTimeOffset now) =>
        With(now, Ended(now, "skyflat", RunState.Skipped, Quality.None) with { Reason = "there is no recipe for flavor 'skyflat'" });

    /// <summary>A zero exposure with three cameras, stages beyond the first not part of this version, all done and well.</summary>
    public static MonitorSnapshot ThreeCameras(DateTimeOffset now)
    {
        var process = Ended(now, "science", RunState.Succeeded, Quality.Normal) with
        {
            Stages = ScienceNight.Stages,
            Cameras =
            [
                .. CameraId.All.Select(camera =>
                    camera.Spectrograph.Number == 0
                        ? OneStage(camera, now)
                        : Cameras.Missing(camera.ToString(), CameraPresence.AbsentByDesign)
                ),
            ],
        };
        return With(now, process);
    }

    /// <summary>The same amplifier noise alarms on all cameras, and the database is away.</summary>
    public static MonitorSnapshot Storm(DateTimeOffset now)
    {
        var night = new ScienceNight(now).Snapshot();
        var process = night.Process!;
        return night with
        {
            Process = process with
            {
                Cameras =
                [
                    .. process.Cameras.Select(camera =>
                        camera.Stages.IsEmpty
                            ? camera
                            : camera with
                            {
                                Quality = Quality.Alarm,
                                Stages = camera.Stages.SetItem(0, Noisy(camera.Stages[0])),
                            }
                    ),
                ],
            },
            Notices =
            [
                new ServiceNotice(
                    "database",
                    true,
                    "The database is out of reach; results are kept in memory and written when it is back.",
                    now
                ),
            ],
        };
    }

    private static StageSnapshot Noisy(StageSnapshot stage) =>
        stage with
        {
            Quality = Quality.Alarm,
            Tests = stage.Tests.SetItem(
                0,
                stage.Tests[0] with
                {
                    Quality = Quality.Alarm,
                    Explanation = "amp A 5.02 e-, normal 1.10 - 4.10",
                }
            ),
        };

    private static CameraSnapshot OneStage(CameraId camera, DateTimeOffset now)
    {
        var start = now - TimeSpan.FromSeconds(7.6);
        ImmutableArray<TestSnapshot> tests =
        [
            Cameras.Test("Noise AMP", Quality.Normal, "3.02 3.11 2.98 3.07 e-", limits: "normal 1.10 - 4.10"),
            Cameras.Test("Bias AMP", Quality.Normal, "0.02 -0.04 0.01 0.03 ADU", limits: "normal -1 - 1"),
        ];
        return new CameraSnapshot(
            camera,
            CameraPresence.Present,
            RunState.Succeeded,
            Quality.Normal,
            null,
            start,
            start + TimeSpan.FromSeconds(1.6),
            [
                Cameras.Stage(StageState.Done, Quality.Normal, start, start + TimeSpan.FromSeconds(1.5), tests: tests),
                Cameras.Stage(StageState.NotPlanned, tests: Cameras.Test("NGOODFIB", Quality.None)),
                Cameras.Stage(StageState.NotPlanned, tests: Cameras.Test("SNR", Quality.None)),
            ]
        );
    }

    private static ProcessSnapshot Ended(DateTimeOffset now, string flavor, RunState state, Quality quality) =>
        new(
            17,
            new ExposureSummary(
                new ExposureId(12345),
                new Night(new DateOnly(2026, 11, 21)),
                flavor,
                new ObservingProgram(null),
                null,
                now - TimeSpan.FromMinutes(19),
                null,
                0
            ),
            state,
            quality,
            null,
            now - TimeSpan.FromSeconds(8),
            now - TimeSpan.FromSeconds(7.6),
            now - TimeSpan.FromSeconds(6),
            null,
            [],
            [.. CameraId.All.Select(camera => Cameras.Missing(camera.ToString()))]
        );

    private static MonitorSnapshot With(DateTimeOffset now, ProcessSnapshot process) =>
        Empty(now) with
        {
            Process = process,
            Recent =
            [
                new ProcessSummary(
                    process.ProcessId,
                    process.Exposure.Id,
                    process.Exposure.Flavor,
                    process.Exposure.Program,
                    process.State,
                    process.Quality,
                    TimeSpan.FromSeconds(2),
                    process.Reason
                ),
            ],
        };
}
