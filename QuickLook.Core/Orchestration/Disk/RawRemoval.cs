using System.Globalization;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Discovery;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Exposures;
using QuickLook.Core.Storage.Retention;
using QuickLook.Core.Storage.Service;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>
/// Removes raw data of one night: only files that the table knows, where the layout has them, as they were when they were registered. No link is followed and no other
/// night is touched. Each exposure is marked first, so that nobody calls its file lost.
/// </summary>
internal sealed class RawRemoval(
    RetentionStore store,
    AuditStore audit,
    ProcessTracker tracker,
    IConfigurationDesk configuration,
    OrchestrationSettings settings,
    TimeProvider time
)
{
    private const int MostNamed = 5;

    /// <summary>Removes them.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="order">What.</param>
    /// <param name="cancellationToken">Ends between two exposures.</param>
    public async Task<Result<RawRemovalReport>> RemoveAsync(Actor actor, RawRemovalOrder order, CancellationToken cancellationToken)
    {
        if (Refusal(actor, order) is { } refused)
        {
            return refused;
        }

        if (!(await store.ListRawAsync(order.Night, cancellationToken).ConfigureAwait(false)).TryGet(out var holdings, out var unasked))
        {
            return unasked;
        }

        if (RefusalOf(holdings, order) is { } held)
        {
            return held;
        }

        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"raw data of night {order.Night}: {holdings.Count} exposures, {holdings.Sum(each => each.File.Bytes) / 1e6:F1} MB{(order.IncludesUnprocessed ? ", unprocessed ones included" : string.Empty)}"
        );
        if ((await audit.AppendAsync(actor, "raw.remove", detail, cancellationToken).ConfigureAwait(false)).Failure is { } unrecorded)
        {
            return unrecorded;
        }

        var (exposures, files, bytes) = (0, 0, 0L);
        var leftAlone = new List<string>();
        foreach (var holding in holdings)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                leftAlone.Add("the rest: ended before it was through");
                break;
            }

            var removed = await RemoveAsync(holding, order.Night).ConfigureAwait(false);
            if (!removed.TryGet(out var gone, out var failure))
            {
                leftAlone.Add($"{holding.Exposure}: {failure}");
            }
            else if (gone.Files > 0)
            {
                (exposures, files, bytes) = (exposures + 1, files + gone.Files, bytes + gone.Bytes);
            }
        }

        try
        {
            RemoveIfEmpty(Path.Combine(settings.RawRoot, order.Night.ToString()));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            leftAlone.Add($"the night's folder: {problem.Message}");
        }

        tracker.Tell(
            RunLogLevel.Warning,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{actor.Name} removed raw data of night {order.Night}: {exposures} exposure(s), {bytes / 1e6:F1} MB; {leftAlone.Count} left alone"
            )
        );
        return new RawRemovalReport(exposures, files, bytes, [.. leftAlone]);
    }

    private Failure? Refusal(Actor actor, RawRemovalOrder order) =>
        !actor.May(Permission.Administer) ? new Failure($"{actor.Name} may not remove raw data")
        : !configuration.Current.AllowsRawRemoval ? new Failure("raw data are not removed here: the configuration does not allow it")
        : order.TypedNight.Trim() != order.Night.ToString()
            ? new Failure($"'{order.TypedNight.Trim()}' is not the night {order.Night}; nothing was removed")
        : null;

    private static Failure? RefusalOf(IReadOnlyList<RawHolding> holdings, RawRemovalOrder order)
    {
        if (holdings.Count == 0)
        {
            return new Failure($"the database knows no raw data in the folder of night {order.Night}");
        }

        var inUse = holdings.Where(each => each.IsInUse || each.IsArriving).ToList();
        if (inUse.Count > 0)
        {
            return new Failure($"exposures of this night arrive, wait or are being processed: {Names(inUse)}");
        }

        var unprocessed = holdings.Where(each => !each.HasSucceeded && each.RemovedAt is null).ToList();
        return unprocessed.Count > 0 && !order.IncludesUnprocessed
            ? new Failure(
                $"exposures of this night were never processed successfully, their raw data are all there is: {Names(unprocessed)}"
            )
            : null;
    }

    private static string Names(List<RawHolding> holdings) =>
        string.Join(", ", holdings.Take(MostNamed).Select(each => each.Exposure.ToString()))
        + (
            holdings.Count > MostNamed
                ? string.Create(CultureInfo.InvariantCulture, $" and {holdings.Count - MostNamed} more")
                : string.Empty
        );

    private async Task<Result<(int Files, long Bytes)>> RemoveAsync(RawHolding holding, Night night)
    {
        var raw = RawPath.Parse(settings.RawRoot, holding.File.Path);
        if (raw is null || raw.Night != night || raw.Exposure != holding.Exposure)
        {
            return new Failure("its file does not lie in the folder of this night", holding.File.Path);
        }

        if (!IsThere(raw.FullPath))
        {
            return (0, 0);
        }

        if (LinkIn(raw) is { } link)
        {
            return new Failure("this is a link; what it leads to is left alone", link);
        }

        var info = new FileInfo(raw.FullPath);
        if (new RawFileStamp(raw.FullPath, info.Length, new DateTimeOffset(info.LastWriteTimeUtc)) != holding.File)
        {
            return new Failure("the file has changed since it was registered", raw.FullPath);
        }

        var marked = await store.MarkRawRemovedAsync(holding.ExposureRowId, time.GetUtcNow(), CancellationToken.None).ConfigureAwait(false);
        if (marked.Failure is { } unmarked)
        {
            return unmarked;
        }

        var (files, bytes) = (1, info.Length);
        try
        {
            info.Delete();
            if (FibermapOf(holding, night) is { } fibermap)
            {
                bytes += fibermap.Length;
                files++;
                fibermap.Delete();
            }

            RemoveIfEmpty(Path.GetDirectoryName(raw.FullPath)!);
            return (files, bytes);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(raw.FullPath))
            {
                await store.MarkRawRemovedAsync(holding.ExposureRowId, at: null, CancellationToken.None).ConfigureAwait(false);
            }

            return new Failure(problem.Message, raw.FullPath);
        }
    }

    private FileInfo? FibermapOf(RawHolding holding, Night night)
    {
        var owner = holding.FibermapPath.Length == 0 ? null : RawPath.OfFibermap(settings.RawRoot, holding.FibermapPath);
        return
            owner is not null
            && owner.Night == night
            && owner.Exposure == holding.Exposure
            && new FileInfo(holding.FibermapPath) is { Exists: true, LinkTarget: null } file
            ? file
            : null;
    }

    private static bool IsThere(string path) => File.Exists(path) || new FileInfo(path).LinkTarget is not null;

    // The root itself may be a link: that is the site's own choice.
    private string? LinkIn(RawPath raw)
    {
        string[] places = [Path.Combine(settings.RawRoot, raw.Night.ToString()), Path.GetDirectoryName(raw.FullPath)!, raw.FullPath];
        return places.FirstOrDefault(place => new FileInfo(place).LinkTarget is not null);
    }

    // What else lies in the folder is nobody's to remove.
    private static void RemoveIfEmpty(string folder)
    {
        var info = new DirectoryInfo(folder);
        if (info is { Exists: true, LinkTarget: null } && !info.EnumerateFileSystemInfos().Any())
        {
            info.Delete();
        }
    }
}
