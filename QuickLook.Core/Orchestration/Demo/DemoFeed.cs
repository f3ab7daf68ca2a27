using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Control;
using QuickLook.Core.Orchestration.History;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Orchestration.Queue;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Nights;
using QuickLook.Core.Storage.Processes;

namespace QuickLook.Core.Orchestration.Demo;

/// <summary>
/// Plays an observatory: calibrations, past nights in the database, and then night after night, exposure by exposure, into the raw-data root. The pipeline
/// finds the files as it finds real ones; it is only asked how many wait.
/// </summary>
internal sealed partial class DemoFeed(
    IOptions<DemoOptions> options,
    DemoPast past,
    Leadership leadership,
    ILiveState live,
    ProcessStore processes,
    RunFolders folders,
    OrchestrationSettings orchestration,
    TimeProvider time,
    ILogger<DemoFeed> logger
) : BackgroundService
{
    // A first night with all of them would keep a visitor from the sky for minutes.
    private const int CalibrationsOfFirstNight = 2;

    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(1);

    private readonly DemoOptions settings = options.Value;
    private readonly SimulatedInstrument instrument = new() { Size = options.Value.Size };

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var generating = Task.CompletedTask;
        try
        {
            await leadership.Ready.WaitAsync(stoppingToken);
            var site = TimeZoneInfo.FindSystemTimeZoneById(orchestration.Options.SiteTimeZone);
            var tonight = Night.Of(time.GetUtcNow(), site);
            var opened = time.GetTimestamp();
            if (!(await past.ReserveAsync(tonight, stoppingToken)).TryGet(out var reserved, out var failure))
            {
                SayCannotContinue(failure);
            }

            if ((await Task.Run(() => Calibrate(stoppingToken), stoppingToken)).Failure is { } uncalibrated)
            {
                SayCannotContinue(uncalibrated);
                return;
            }

            var wait = settings.Delay - time.GetElapsedTime(opened);
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time, stoppingToken);
            generating = reserved is null ? generating : Task.Run(() => past.WriteAsync(reserved, stoppingToken), stoppingToken);
            await PlayAsync(tonight, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; an exposure half written keeps its temporary name and is nobody's.
        }
        finally
        {
            await generating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The exposures of a night that is played; the first one has fewer calibrations of each flavor.</summary>
    internal static ImmutableArray<ExposureOrder> Plan(DemoOptions settings, Night night, bool isFirst)
    {
        var plan = NightPlan.Make(
            new NightOrder
            {
                Night = night,
                FirstExposure = NightOrder.FirstExposureOf(night),
                Seed = settings.Seed,
                Cameras = [.. settings.Cameras],
                Faults = settings.Faults,
            }
        );
        return isFirst
            ?
            [
                .. plan.GroupBy(exposure => exposure.Flavor)
                    .SelectMany(flavor => flavor.Key == Flavor.Science ? flavor : flavor.Take(CalibrationsOfFirstNight)),
            ]
            : plan;
    }

    private async Task PlayAsync(Night tonight, CancellationToken stoppingToken)
    {
        var quick = settings.FirstInterval < settings.Interval ? settings.FirstInterval : settings.Interval;
        for (var number = 0; number < settings.Nights; number++)
        {
            var isFirst = number == 0;
            var night = new Night(tonight.Date.AddDays(number));
            var player = new NightPlayer(new SpectrographSimulator(instrument), time)
            {
                Cadence = exposure => isFirst && exposure.Flavor != Flavor.Science ? quick : settings.Interval,
                Before = HoldUpAsync,
                Unwritten = SaidAndPassedOver,
                Written = (exposure, _) => SayWritten(exposure.Exposure, exposure.Flavor.Name(), exposure.Night),
            };
            var plan = Plan(settings, night, isFirst);
            if ((await player.PlayAsync(orchestration.RawRoot, plan, stoppingToken)).Failure is { } failure)
            {
                SayCannotContinue(failure);
                return;
            }

            SayNightIsOver(night, plan.Length);
            await Task.Delay(settings.Interval, time, stoppingToken);
        }
    }

    // An observatory takes the next exposure.
    private bool SaidAndPassedOver(ExposureOrder exposure, Failure failure)
    {
        SayPassedOver(exposure.Exposure, failure);
        return true;
    }

    private Result<bool> Calibrate(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var written = KeptCalibration.Ensure(
            orchestration.CalibrationRoot,
            instrument,
            settings.Cameras,
            Environment.ProcessorCount,
            cancellationToken
        );
        cancellationToken.ThrowIfCancellationRequested();
        if (written is { IsSuccess: true, Value: true })
        {
            SayCalibrated(settings.Cameras.Count, time.GetElapsedTime(begun).TotalSeconds);
        }

        return written;
    }

    /// <summary>Waits until the pipeline keeps up, then makes room on disk.</summary>
    private async Task HoldUpAsync(CancellationToken cancellationToken)
    {
        while (live.Current.Waiting > settings.MostWaiting)
        {
            await Task.Delay(SecondLook, time, cancellationToken);
        }

        var unended = await processes.ListUnendedAsync(cancellationToken);
        if (!unended.TryGet(out var busy, out var failure))
        {
            SayNotSmall(failure);
            return;
        }

        var needed = busy.SelectMany(each =>
                new[]
                {
                    (DemoThingKind.Process, each.Process.ToString("D8", CultureInfo.InvariantCulture)),
                    (DemoThingKind.RawExposure, each.Exposure.ToString()),
                }
            )
            .ToHashSet();
        var room = new DemoDisk(settings.Folder, settings.MostBytes).MakeRoom(thing => needed.Contains((thing.Kind, thing.Name)));
        if (room.Failure is { } crowded)
        {
            SayNotSmall(crowded);
        }
        else if (room.Value > 0)
        {
            folders.RemoveLinksToNothing();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Demonstration: exposure {Exposure} ({Flavor}) of night {Night} written")]
    private partial void SayWritten(ExposureId exposure, string flavor, Night night);

    [LoggerMessage(Level = LogLevel.Information, Message = "Demonstration: calibrations of {Cameras} cameras written in {Seconds:F1} s")]
    private partial void SayCalibrated(int cameras, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Demonstration: night {Night} is over after {Count} exposures")]
    private partial void SayNightIsOver(Night night, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Demonstration: exposure {Exposure} could not be written: {Failure}")]
    private partial void SayPassedOver(ExposureId exposure, Failure failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Demonstration: {Failure}")]
    private partial void SayNotSmall(Failure failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Demonstration: it does not go on: {Failure}")]
    private partial void SayCannotContinue(Failure failure);
}
