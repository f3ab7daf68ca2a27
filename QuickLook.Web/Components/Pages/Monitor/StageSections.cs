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
    private const int BeforeStages = -1;
    private const int MostLines = 2000;
    private const int EarlierLines = 200;

    /// <summary>The sections in order, those without lines left out.</summary>
    /// <param name="lines">Lines, oldest first.</param>
    /// <param name="process">The process on screen; null puts everything into one section.</param>
    public static IReadOnlyList<LogSection> Of(IReadOnlyList<LogEntry> lines, ProcessSnapshot? process)
    {
        if (process is null)
        {
            return lines.Count == 0 ? [] : [new LogSection("service", "Service", string.Empty, string.Empty, false, lines)];
        }

        var began = Enumerable.Range(0, process.Stages.Length).Select(stage => Began(process, stage)).ToArray();
        var first = FirstOf(process, lines);
        var byStage = lines.Skip(Math.Max(first, lines.Count - MostLines)).ToLookup(line => StageOf(line, process, began));
        var sections = new List<LogSection>();
        if (first > 0)
        {
            var earlier = lines.Skip(Math.Max(0, first - EarlierLines)).Take(Math.Min(first, EarlierLines));
            sections.Add(new LogSection("earlier", "Earlier", string.Empty, $"{first} lines", true, [.. earlier]));
        }

        for (var stage = BeforeStages; stage < process.Stages.Length; stage++)
        {
            if (byStage.Contains(stage))
            {
                sections.Add(Section(stage, process, [.. byStage[stage].Select(line => Short(line, process))]));
            }
        }

        return sections;
    }

    // The process on screen is the end of the log: counted from there, a long log costs no more than a short one.
    private static int FirstOf(ProcessSnapshot process, IReadOnlyList<LogEntry> lines)
    {
        var first = lines.Count;
        while (first > 0 && lines[first - 1].At >= process.ArrivedAt)
        {
            first--;
        }

        return first;
    }

    private static LogSection Section(int stage, ProcessSnapshot process, IReadOnlyList<LogEntry> lines)
    {
        if (stage == BeforeStages)
        {
            return new LogSection(
                "process",
                $"Exposure {process.Exposure.Id}",
                string.Empty,
                string.Empty,
                process.Stages.Length > 0,
                lines
            );
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

    // Under its heading a line need not say again which process, exposure and camera it is about.
    private static LogEntry Short(LogEntry line, ProcessSnapshot process)
    {
        var text = line.Text;
        ReadOnlySpan<string> repeated =
        [
            $"Process {process.ProcessId} (exposure {process.Exposure.Id}) ",
            $"Process {process.ProcessId}: ",
            $"Exposure {process.Exposure.Id}: ",
            $"{line.Camera} ",
        ];
        foreach (var words in repeated)
        {
            text = text.StartsWith(words, StringComparison.Ordinal) ? text[words.Length..] : text;
        }

        return text.Length == line.Text.Length ? line : line with { Text = text };
    }

    private static string Count(int count, string noun) =>
        count switch
        {
            0 => string.Empty,
            1 => $"1 {noun}",
            _ => $"{count} {noun}s",
        };

    private static int StageOf(LogEntry line, ProcessSnapshot process, DateTimeOffset?[] began)
    {
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

        return LastBegun(began.Length, stage => began[stage], line.At);
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
