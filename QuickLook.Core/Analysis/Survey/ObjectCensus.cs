using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Survey;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>
/// Counts objects. What an exposure's fibermap has, and what the test said of each of its cameras, is remembered until its row changes, so that only exposures
/// that are new are read; with bounded memory. Thread-safe: one counts, the others wait.
/// </summary>
internal sealed class ObjectCensus(SurveyStore store) : IDisposable
{
    // An exposure takes about a kilobyte of each.
    private const int MostRemembered = 50_000;

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Dictionary<long, (long Version, ImmutableArray<FiberTypeCount> Types)> types = [];
    private readonly Dictionary<long, (long Version, ImmutableDictionary<CameraId, Quality> Verdicts)> verdicts = [];

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <summary>Counts the objects of exposures.</summary>
    /// <param name="pointings">The exposures, in order of nights.</param>
    /// <param name="tiles">The tile of each, by a number of its own.</param>
    /// <param name="isCut">True when older ones are left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<ObjectCounts>> CountAsync(
        ImmutableArray<StoredPointing> pointings,
        ImmutableArray<int> tiles,
        bool isCut,
        CancellationToken cancellationToken
    )
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Two connections at once: one carries bytes while the other looks through documents.
            var failures = await Task.WhenAll(
                    LearnTypesAsync(pointings, cancellationToken),
                    LearnVerdictsAsync(pointings, cancellationToken)
                )
                .ConfigureAwait(false);
            return Array.Find(failures, failure => failure is not null) is { } failed ? failed : Count(pointings, tiles, isCut);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<Failure?> LearnTypesAsync(ImmutableArray<StoredPointing> pointings, CancellationToken cancellationToken)
    {
        var unknown = pointings
            .Where(pointing =>
                pointing.FibermapVersion is { } version
                && !(types.TryGetValue(pointing.ExposureKey, out var known) && known.Version == version)
            )
            .ToDictionary(pointing => pointing.ExposureKey, pointing => pointing.FibermapVersion!.Value);
        if (unknown.Count == 0)
        {
            return null;
        }

        if (!(await store.CountTypesAsync(unknown.Keys, cancellationToken).ConfigureAwait(false)).TryGet(out var counted, out var failure))
        {
            return failure;
        }

        MakeRoom(types, counted.Count);
        foreach (var (exposure, found) in counted)
        {
            types[exposure] = (unknown[exposure], found);
        }

        return null;
    }

    private async Task<Failure?> LearnVerdictsAsync(ImmutableArray<StoredPointing> pointings, CancellationToken cancellationToken)
    {
        var unknown = pointings
            .Where(pointing =>
                pointing.ProcessId is { } process
                && !(verdicts.TryGetValue(process, out var known) && known.Version == pointing.ProcessVersion)
            )
            .ToDictionary(pointing => pointing.ProcessId!.Value, pointing => pointing.ProcessVersion);
        if (unknown.Count == 0)
        {
            return null;
        }

        var listed = await store.ListVerdictsAsync(unknown.Keys, ObjectCounts.StatusKey, cancellationToken).ConfigureAwait(false);
        if (!listed.TryGet(out var judged, out var failure))
        {
            return failure;
        }

        MakeRoom(verdicts, unknown.Count);
        foreach (var (process, version) in unknown)
        {
            verdicts[process] = (version, judged.GetValueOrDefault(process, ImmutableDictionary<CameraId, Quality>.Empty));
        }

        return null;
    }

    private ObjectCounts Count(ImmutableArray<StoredPointing> pointings, ImmutableArray<int> tiles, bool isCut)
    {
        var counts = new Dictionary<string, ObjectCount>(StringComparer.Ordinal);
        var progress = new ObjectProgress();
        var counted = 0;
        foreach (var (pointing, tile) in pointings.Zip(tiles))
        {
            if (!types.TryGetValue(pointing.ExposureKey, out var fibermap) || fibermap.Version != pointing.FibermapVersion)
            {
                continue;
            }

            counted++;
            var judged = pointing.ProcessId is { } process && verdicts.TryGetValue(process, out var known) ? known.Verdicts : null;
            foreach (var petal in pointing.Cameras.GroupBy(camera => camera.Spectrograph))
            {
                List<Quality> arms = [.. petal.Select(camera => judged?.GetValueOrDefault(camera) ?? Quality.None)];
                List<FiberTypeCount> here = [.. fibermap.Types.Where(type => type.Petal == petal.Key)];
                foreach (var type in here)
                {
                    counts[type.ObjectType] = Added(Of(type.ObjectType), type.Fibers, arms);
                }

                if (arms.TrueForAll(arm => arm == Quality.Normal))
                {
                    progress.Add(pointing.Night, tile, petal.Key, here);
                }
            }
        }

        return new ObjectCounts(
            [
                .. counts
                    .Values.OrderBy(count => count.Group)
                    .ThenByDescending(count => count.Fibers)
                    .ThenBy(count => count.ObjectType, StringComparer.Ordinal),
            ],
            counted,
            pointings.Length - counted,
            isCut
        )
        {
            Nights = progress.Nights,
        };

        ObjectCount Of(string type) => counts.GetValueOrDefault(type) ?? new ObjectCount(type, ObjectGroups.Of(type), 0, 0, 0, 0, 0);
    }

    private static ObjectCount Added(ObjectCount count, long fibers, List<Quality> arms)
    {
        long normal = 0;
        long warning = 0;
        long alarm = 0;
        foreach (var arm in arms)
        {
            normal += arm == Quality.Normal ? fibers : 0;
            warning += arm == Quality.Warning ? fibers : 0;
            alarm += arm == Quality.Alarm ? fibers : 0;
        }

        return count with
        {
            Fibers = count.Fibers + fibers,
            Normal = count.Normal + normal,
            Warning = count.Warning + warning,
            Alarm = count.Alarm + alarm,
            Unjudged = count.Unjudged + (fibers * arms.Count) - normal - warning - alarm,
        };
    }

    // What is counted now must stay together: room is made before, of everything.
    private static void MakeRoom<T>(Dictionary<long, T> remembered, int needed)
    {
        if (remembered.Count + needed > MostRemembered)
        {
            remembered.Clear();
        }
    }
}
