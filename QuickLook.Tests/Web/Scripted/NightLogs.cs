using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>The logs that go with <see cref="ScienceNight"/>.</summary>
public static class NightLogs
{
    public static void Write(ScriptedLiveState live)
    {
        var process = live.Current.Process!;
        var pipeline = live.PipelineLog;
        live.DiscoveryLog.Append(process.ArrivedAt, RunLogLevel.Info, $"Found desi-{process.Exposure.Id}.fits.fz, 29 cameras");
        live.DiscoveryLog.Append(process.ArrivedAt, RunLogLevel.Warning, $"Exposure {process.Exposure.Id} is without camera z9");
        pipeline.Append(process.ArrivedAt, RunLogLevel.Info, $"Exposure {process.Exposure.Id} started, process {process.ProcessId}");

        foreach (var (at, level, text, camera, verdict) in Events(process).OrderBy(line => line.At))
        {
            pipeline.Append(at, level, text, camera, verdict: verdict);
        }

        foreach (var camera in process.Cameras.Where(camera => camera.Presence == CameraPresence.Present))
        {
            CameraLog(live.OpenCameraLog(camera.Camera), camera);
        }
    }

    private static IEnumerable<(DateTimeOffset At, RunLogLevel Level, string Text, CameraId? Camera, Quality Verdict)> Events(
        ProcessSnapshot process
    )
    {
        foreach (var camera in process.Cameras)
        {
            foreach (var (stage, index) in camera.Stages.Select((stage, index) => (stage, index)))
            {
                foreach (var test in stage.Tests.Where(test => test.Quality is Quality.Alarm or Quality.Warning))
                {
                    var level = test.Quality == Quality.Alarm ? RunLogLevel.Error : RunLogLevel.Warning;
                    yield return (stage.EndedAt!.Value, level, $"{test.DisplayName}: {test.Explanation}", camera.Camera, test.Quality);
                }

                if (stage.State == StageState.Failed)
                {
                    yield return (stage.EndedAt!.Value, RunLogLevel.Critical, camera.Reason!, camera.Camera, Quality.None);
                }
                else if (index == 2 && stage.EndedAt is { } ended)
                {
                    yield return (ended, RunLogLevel.Info, "Camera done", camera.Camera, Quality.None);
                }
            }
        }

        for (var stage = 0; stage < 3; stage++)
        {
            yield return (
                process.Cameras.Min(c => c.Stages.IsEmpty ? null : c.Stages[stage].StartedAt)!.Value,
                RunLogLevel.Info,
                $"{process.Stages[stage].DisplayName} started",
                null,
                Quality.None
            );
        }
    }

    private static void CameraLog(LiveLog log, CameraSnapshot camera)
    {
        var at = camera.StartedAt!.Value;
        string[] steps = ["Initialize", "Preproc", "Flexure", "Extract_QP", "ApplyFiberFlat_QP", "SkySub_QP", "ApplyFluxCalibration"];
        foreach (var step in steps)
        {
            Say(RunLogLevel.Info, "QuickLook", $"Starting to run step {step}");
            Say(RunLogLevel.Info, step, $"Running {step}");
            if (step == "Preproc")
            {
                foreach (var test in camera.Stages[0].Tests)
                {
                    var level = test.Quality is Quality.Alarm or Quality.Warning ? RunLogLevel.Warning : RunLogLevel.Info;
                    Say(
                        level,
                        test.DisplayName,
                        $"{test.StatusKey}: {test.Quality.ToString().ToUpperInvariant()} {test.Value}",
                        test.Quality
                    );
                }
            }

            if (camera.State == RunState.Failed && step == "Extract_QP")
            {
                Say(RunLogLevel.Critical, "QuickLook", camera.Reason!);
                return;
            }

            Say(RunLogLevel.Info, "QuickLook", $"Step {step} finished.");
        }

        void Say(RunLogLevel level, string logger, string text, Quality verdict = Quality.None)
        {
            log.Append(at, level, text, camera.Camera, logger, verdict);
            at += TimeSpan.FromSeconds(1.7);
        }
    }
}
