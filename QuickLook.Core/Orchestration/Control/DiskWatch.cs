using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Orchestration.Tracking;

namespace QuickLook.Core.Orchestration.Control;

/// <summary>Reads how full the volumes of raw data and reductions are.</summary>
internal sealed class DiskWatch(ProcessTracker tracker, OrchestrationSettings settings, TimeProvider time, ILogger<DiskWatch> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Options.DiskPeriod, time);
        do
        {
            ImmutableArray<DiskGauge> gauges = [.. Read("raw", settings.RawRoot), .. Read("reduced", settings.OutputRoot)];
            tracker.Report(board => board.SetDisks(gauges));
        } while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private IEnumerable<DiskGauge> Read(string name, string folder)
    {
        try
        {
            // Asks statvfs(2) for the folder itself, which is right also below a mount point.
            var volume = new DriveInfo(folder);
            return volume.TotalSize > 0
                ? [new DiskGauge(name, 1 - ((double)volume.AvailableFreeSpace / volume.TotalSize), volume.AvailableFreeSpace)]
                : [];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(problem, "The volume of {Folder} cannot be read", folder);
            return [];
        }
    }
}
