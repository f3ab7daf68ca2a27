using System.Collections.Concurrent;
using QuickLook.Core.Storage.Processes;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>Medians over the latest processes of each flavor that succeeded: one query per flavor, kept until another process of it ends.</summary>
internal sealed class UsualDurations(ProcessStore processes)
{
    private const int RunsConsidered = 20;

    private readonly ConcurrentDictionary<string, UsualDuration> known = new(StringComparer.Ordinal);

    /// <summary>The medians of a flavor; nothing when the database does not answer.</summary>
    public async Task<UsualDuration> GetAsync(string flavor, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(flavor, out var kept))
        {
            return kept;
        }

        var recent = await processes.ListRecentRunsAsync(flavor, RunsConsidered, cancellationToken).ConfigureAwait(false);
        return recent.IsSuccess ? known.GetOrAdd(flavor, Medians(recent.Value)) : UsualDuration.Unknown;
    }

    /// <summary>Asks again next time: another process has ended.</summary>
    public void Forget(string flavor) => known.TryRemove(flavor, out _);

    private static UsualDuration Medians(IReadOnlyList<RecentRun> runs) =>
        runs.Count == 0
            ? UsualDuration.Unknown
            : new UsualDuration(
                Median(runs.Select(run => run.Duration)),
                MedianOfCameras(runs),
                runs.SelectMany(run => run.Cameras)
                    .SelectMany(camera => camera.Stages.Select(stage => (stage.Name, Elapsed: stage.EndedAt - camera.StartedAt)))
                    .Where(stage => stage.Elapsed is not null)
                    .GroupBy(stage => stage.Name, StringComparer.Ordinal)
                    .ToDictionary(stage => stage.Key, stage => Median(stage.Select(each => each.Elapsed!.Value)), StringComparer.Ordinal)
            );

    private static TimeSpan? MedianOfCameras(IReadOnlyList<RecentRun> runs)
    {
        List<TimeSpan> durations =
        [
            .. runs.SelectMany(run => run.Cameras)
                .Select(camera => camera.Stages.Max(stage => stage.EndedAt) - camera.StartedAt)
                .OfType<TimeSpan>(),
        ];
        return durations.Count == 0 ? null : Median(durations);
    }

    private static TimeSpan Median(IEnumerable<TimeSpan> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
