using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuickLook.Core.Orchestration.Control;
using QuickLook.Core.Orchestration.Tracking;

namespace QuickLook.Core.Orchestration.Discovery;

/// <summary>
/// Finds raw exposures: directory events at once where the file system sends them, sweeps always. What becomes of them the <see cref="ArrivalDesk"/>
/// decides.
/// </summary>
internal sealed class ExposureWatcher(
    ArrivalDesk desk,
    FibermapRegistrar fibermaps,
    ProcessTracker tracker,
    Leadership leadership,
    OrchestrationSettings settings,
    TimeProvider time,
    ILogger<ExposureWatcher> logger
) : BackgroundService
{
    private const string RootNotice = "raw-data";

    private readonly OrchestrationOptions options = settings.Options;
    private DateTimeOffset nextSweep;
    private DateTimeOffset nextFullSweep;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await leadership.Ready.WaitAsync(stoppingToken).ConfigureAwait(false);

        // Watching begins before the first sweep, so that nothing falls between the two.
        using var events = new DirectoryEvents(settings.RawRoot, options.WatchesDirectories, logger);
        await desk.LoadKnownAsync(stoppingToken).ConfigureAwait(false);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                SweepIfDue();
                await desk.LookAtDueAsync(stoppingToken).ConfigureAwait(false);
                await fibermaps.LookAtDueAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception bug) when (bug is not OperationCanceledException)
            {
                // The edge of a background task: discovery goes on with the next look.
                logger.LogError(bug, "Discovery failed on one look");
                desk.PutOffDue();
            }

            await WaitAsync(events, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(DirectoryEvents events, CancellationToken stoppingToken)
    {
        var now = time.GetUtcNow();
        var due = new[] { desk.Due, fibermaps.Due, nextSweep }.Min();
        if (due > now)
        {
            using var alarm = new CancellationTokenSource(due - now, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, alarm.Token);
            try
            {
                await events.Hints.WaitToReadAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }

        while (events.Hints.TryRead(out var hint))
        {
            Take(hint);
        }
    }

    private void Take(DirectoryEvents.Hint hint)
    {
        if (RawPath.Parse(settings.RawRoot, hint.Path) is { } raw)
        {
            desk.Expect(raw, hint.WasRenamed);
        }
        else if (RawPath.OfFibermap(settings.RawRoot, hint.Path) is { } owner)
        {
            fibermaps.Expect(owner);
        }
        else if (Path.GetRelativePath(settings.RawRoot, hint.Path).Split(Path.DirectorySeparatorChar) is { Length: <= 2 })
        {
            // A new folder: files may have come into it before it was watched.
            nextSweep = time.GetUtcNow();
        }
    }

    private void SweepIfDue()
    {
        var now = time.GetUtcNow();
        if (now < nextSweep)
        {
            return;
        }

        var isFull = now >= nextFullSweep;
        nextSweep = now + options.SweepPeriod;
        if (!RawTree.Sweep(settings.RawRoot, isFull).TryGet(out var found, out var failure))
        {
            tracker.Report(board => board.Notify(RootNotice, isError: true, failure.ToString(), now));
            return;
        }

        tracker.Report(board => board.Withdraw(RootNotice));
        nextFullSweep = isFull ? now + options.FullSweepPeriod : nextFullSweep;
        foreach (var raw in found)
        {
            desk.ExpectIfUnsettled(raw, isFull);
        }
    }
}
