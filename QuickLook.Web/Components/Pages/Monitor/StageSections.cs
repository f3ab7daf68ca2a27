using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Web.Components.Shared.Logs;

namespace QuickLook.Web.Components.Pages.Monitor;

/// <summary>
/// Puts the lines of the pipeline log under the stages of the process on screen. A camera's line belongs to the stage the camera was in; a
/// line about no camera to the stage that it names, or else to the last that had begun.
/// </summary>
public static class StageSections
{
    private const int BeforeProcess = -2;
    private const int BeforeStages = -1;

    /// <summary>The sections in order, those without lines left out.</summary>
    /// <param name="lines">Lines, oldest first.</param>
    /// <param name="process">The process on screen; null puts everything into one section.</param>
    public static IReadOnlyList<LogSection> Of(IReadOnlyList<LogEntry> lines, ProcessSnapshot? process)
    {
        if (process is null)
        {
            return lines.Count == 0 ? [] : [new LogSection("service", "Service", string.Empty, string.Empty, false, lines)];
        }

        var byStage = lines.ToLookup(line => StageOf(line, process));
        var sections = new List<LogSection>();
        for (var stage = BeforeProcess; stage < process.Stages.Length; stage++)
        {
            if (byStage.Contains(stage))
            {
                sections.Add(Section(stage, process, [.. byStage[stage]]));
            }
        }

        return sections;
    }

    private static LogSection Section(int stage, ProcessSnapshot process, IReadOnlyList<LogEntry> lines)
    {
        if (stage == BeforeProcess)
        {
            return new LogSection("earlier", "Earlier", string.Empty, $"{lines.Count} lines", true, lines);
        }

        if (stage == BeforeStages)
        {
            return new LogSection("process", $"Exposure {process.Exposure.Id}", string.Empty, string.Empty, process.Stages.Length > 0, lines);
        }

        var progress = StageProgress.Of(process, stage);
        var laterBegan = Enumerable.Range(stage + 1, process.Stages.Length - stage - 1).Any(later => Began(process, later) is not null);
        return new LogSection(
            process.Stages[stage].Name,
            process.Stages[stage].DisplayName,
            Summary(process, stage),
            $"{progress.Done} of {progress.Expected}",
            laterBegan && progress is { Running: 0, Waiting: 0 },
            lines
        );
    }

    private static string Summary(ProcessSnapshot process, int stage)
    {
        var tests = process.Cameras.Where(camera => stage < camera.Stages.Length).SelectMany(camera => camera.Stages[stage].Tests).ToList();
        var failed = process.Cameras.Count(camera => stage < camera.Stages.Length && camera.Stages[stage].State == StageState.Failed);
        string[] parts =
        [
            Count(tests.Count(test => test.Quality == Quality.Alarm), "alarm"),
            Count(tests.Count(test => test.Quality == Quality.Warning), "warning"),
            failed == 0 ? string.Empty : $"{Count(failed, "camera")} failed",
        ];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    private static string Count(int count, string noun) =>
        count switch
        {
            0 => string.Empty,
            1 => $"1 {noun}",
            _ => $"{count} {noun}s",
        };

    private static int StageOf(LogEntry line, ProcessSnapshot process)
    {
        if (line.At < process.ArrivedAt)
        {
            return BeforeProcess;
        }

        if (line.Camera is { } camera)
        {
            var stages = process.Cameras[camera.Index].Stages;
            return LastBegun(stages.Length, stage => stages[stage].StartedAt, line.At);
        }

        for (var stage = 0; stage < process.Stages.Length; stage++)
        {
            if (line.Text.Contains(process.Stages[stage].DisplayName, StringComparison.OrdinalIgnoreCase))
            {
                return stage;
            }
        }

        return LastBegun(process.Stages.Length, stage => Began(process, stage), line.At);
    }

    private static int LastBegun(int stages, Func<int, DateTimeOffset?> began, DateTimeOffset at)
    {
        for (var stage = stages - 1; stage >= 0; stage--)
        {
            if (began(stage) <= at)
            {
                return stage;
            }
        }

        return BeforeStages;
    }

    private static DateTimeOffset? Began(ProcessSnapshot process, int stage) =>
        process.Cameras.Where(camera => stage < camera.Stages.Length).Min(camera => camera.Stages[stage].StartedAt);
}
