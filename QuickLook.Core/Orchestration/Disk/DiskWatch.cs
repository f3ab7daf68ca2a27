using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>Reads how full the volumes of raw data, reductions and database are, and says so before one is full.</summary>
internal sealed class DiskWatch(
    ProcessTracker tracker,
    OrchestrationSettings settings,
    IVolumes volumes,
    IConfigurationDesk configuration,
    TimeProvider time,
    ILogger<DiskWatch> logger
) : BackgroundService
{
    private const string NoticePrefix = "disk-";

    private readonly Dictionary<string, DiskLevel> levels = new(StringComparer.Ordinal);
    private readonly HashSet<string> unreadable = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Options.DiskPeriod, time);
        do
        {
            Read();
        } while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private void Read()
    {
        var thresholds = configuration.Current.Disk;
        ImmutableArray<DiskGauge> gauges =
        [
            .. Places()
                .Select(place => (place.Name, Reading: ReadingOf(place.Folder)))
                .Where(place => place.Reading is not null)
                .GroupBy(place => place.Reading!.Volume, StringComparer.Ordinal)
                .Select(volume =>
                    Judge(volume.Key, string.Join(", ", volume.Select(place => place.Name)), volume.First().Reading!, thresholds)
                ),
        ];
        tracker.Report(board => board.SetDisks(gauges));
    }

    private IEnumerable<(string Name, string Folder)> Places() =>
        [
            ("raw", settings.RawRoot),
            ("reduced", settings.OutputRoot),
            .. settings.Options.WatchedFolders.Select(place => (place.Key, Path.GetFullPath(place.Value))),
        ];

    private VolumeReading? ReadingOf(string folder)
    {
        if (volumes.Read(folder).TryGet(out var reading, out var failure))
        {
            unreadable.Remove(folder);
            return reading;
        }

        if (unreadable.Add(folder))
        {
            logger.LogWarning("A disk gauge is missing: {Failure}", failure);
        }

        return null;
    }

    private DiskGauge Judge(string volume, string holds, VolumeReading reading, DiskThresholds thresholds)
    {
        var before = levels.GetValueOrDefault(volume);
        var level = DiskLevels.Next(before, reading.FreePercent, thresholds);
        levels[volume] = level;
        if (level != before || level != DiskLevel.Normal)
        {
            Say(volume, holds, reading, before, level, thresholds);
        }

        return new DiskGauge(holds, 1 - ((double)reading.FreeBytes / reading.TotalBytes), reading.FreeBytes)
        {
            TotalBytes = reading.TotalBytes,
            Level = level,
            Thresholds = thresholds,
        };
    }

    private void Say(string volume, string holds, VolumeReading reading, DiskLevel before, DiskLevel level, DiskThresholds thresholds)
    {
        var free = string.Create(
            CultureInfo.InvariantCulture,
            $"{reading.FreePercent:0.#} % ({reading.FreeBytes / 1e9:0.#} GB) is free on the volume of: {holds}"
        );
        var text = level switch
        {
            DiskLevel.Alarm => $"A disk is nearly full: {free}. Clear reductions of old nights, or nothing more can be written soon",
            DiskLevel.Warning => $"A disk fills up: {free}. Clear reductions of old nights when there is time",
            _ => $"There is space again: {free}",
        };
        if (level == DiskLevel.Normal)
        {
            tracker.Report(board => board.Withdraw(NoticePrefix + volume));
        }
        else
        {
            tracker.Report(board => board.Notify(NoticePrefix + volume, level == DiskLevel.Alarm, text, time.GetUtcNow()));
        }

        if (level != before)
        {
            var limit = level == DiskLevel.Alarm ? thresholds.AlarmFreePercent : thresholds.WarningFreePercent;
            var weight = level switch
            {
                DiskLevel.Alarm => RunLogLevel.Error,
                DiskLevel.Warning => RunLogLevel.Warning,
                _ => RunLogLevel.Info,
            };
            tracker.Tell(weight, string.Create(CultureInfo.InvariantCulture, $"{text} (threshold {limit:0.#} %)"));
        }
    }
}
