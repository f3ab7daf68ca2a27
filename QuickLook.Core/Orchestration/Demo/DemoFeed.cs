using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Demo;

/// <summary>
/// Plays an observatory: writes the exposures of the source into the raw-data root, one every few seconds, the fibermap first, each file under a
/// temporary name in its folder and then renamed. Does not know the rest of the system, which finds the files as it finds real ones.
/// </summary>
/// <param name="options">What to feed.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where each exposure is told.</param>
public sealed partial class DemoFeed(IOptions<DemoFeedOptions> options, TimeProvider time, ILogger<DemoFeed> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var settings = options.Value;
        try
        {
            var exposures = DemoExposure.In(settings.Source);
            await Task.Delay(settings.Delay, time, stoppingToken);
            for (var round = 0; round < settings.Rounds; round++)
            {
                foreach (var exposure in exposures)
                {
                    var number = NumberInRound(exposures, exposure.Exposure, round);
                    if (await FeedAsync(exposure, number, settings.RawRoot, stoppingToken) is { } failure)
                    {
                        SayCannotContinue(failure);
                        return;
                    }

                    await Task.Delay(settings.Interval, time, stoppingToken);
                }
            }

            SayNightIsOver(exposures.Count * settings.Rounds);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; an exposure half written keeps its temporary name and is nobody's.
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            SayCannotWrite(problem);
        }
    }

    /// <summary>Ids of later rounds follow those of the round before, so that they are unique and grow.</summary>
    internal static ExposureId NumberInRound(IReadOnlyList<DemoExposure> exposures, ExposureId exposure, int round)
    {
        // The next multiple of 100 above the span keeps the last digits readable: 101, 201, 301, ...
        var span = exposures.Max(item => item.Exposure.Number) - exposures.Min(item => item.Exposure.Number);
        return new ExposureId(exposure.Number + (round * ((span / 100) + 1) * 100));
    }

    /// <returns>Null, or why the exposure could not be fed.</returns>
    private async Task<Failure?> FeedAsync(DemoExposure source, ExposureId exposure, string rawRoot, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(rawRoot, source.Night.ToString(), exposure.ToString())).FullName;
        (string? From, string To)[] files =
        [
            (source.FibermapFile, DemoExposure.FibermapName(exposure)),
            (source.RawFile, DemoExposure.RawName(exposure)),
        ];
        foreach (var (from, to) in files)
        {
            if (from is null)
            {
                continue;
            }

            var content = await File.ReadAllBytesAsync(from, cancellationToken);
            if (exposure != source.Exposure && ExposureNumber.Replace(from, content, exposure) is { } failure)
            {
                return failure;
            }

            var target = Path.Combine(folder, to);
            await File.WriteAllBytesAsync($"{target}.part", content, cancellationToken);
            File.Move($"{target}.part", target, overwrite: false);
        }

        SayWritten(exposure, source.Night);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Demonstration: exposure {Exposure} of night {Night} written")]
    private partial void SayWritten(ExposureId exposure, Night night);

    [LoggerMessage(Level = LogLevel.Information, Message = "Demonstration: the night is over after {Count} exposures")]
    private partial void SayNightIsOver(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Demonstration: no more exposures, they cannot be written")]
    private partial void SayCannotWrite(Exception problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Demonstration: no more exposures: {Failure}")]
    private partial void SayCannotContinue(Failure failure);
}
