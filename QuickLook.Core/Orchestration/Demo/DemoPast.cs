using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.History;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation;

namespace QuickLook.Core.Orchestration.Demo;

/// <summary>The past nights of a demonstration.</summary>
internal sealed partial class DemoPast(
    NightHistory history,
    MappingStore mappings,
    IOptions<DemoOptions> options,
    TimeProvider time,
    ILogger<DemoPast> logger
)
{
    private const string RequestedBy = "demonstration";

    /// <summary>Reserves the ids of the past, so that the exposures that are played have larger ones.</summary>
    /// <param name="first">The first night that is played.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when there is to be no past.</returns>
    public async Task<Result<ReservedPast?>> ReserveAsync(Night first, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (settings.PastNights == 0)
        {
            return Result<ReservedPast?>.Success(null);
        }

        var order = new HistoryOrder
        {
            Nights = settings.PastNights,
            Until = new Night(first.Date.AddDays(-1)),
            Seed = settings.Seed,
            Cameras = [.. settings.Cameras],
            Faults = settings.Faults,
            RequestedBy = RequestedBy,
        };
        return (await history.ReserveAsync(order, cancellationToken).ConfigureAwait(false)).Map(past => (ReservedPast?)past);
    }

    /// <summary>Writes it, with one worker: the pipeline goes first.</summary>
    public async Task WriteAsync(ReservedPast past, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var begun = time.GetTimestamp();
        var specimens = await SimulatedSpecimens
            .MakeAsync(
                new SimulatedInstrument { Size = settings.Size },
                Path.Combine(settings.Folder, "specimens"),
                mappings.Current,
                workers: 1,
                time,
                cancellationToken
            )
            .ConfigureAwait(false);
        var written = specimens.IsSuccess
            ? await history
                .WriteAsync(past, mappings.Current, specimens.Value, workers: 1, progress: null, cancellationToken)
                .ConfigureAwait(false)
            : specimens.Failure;
        cancellationToken.ThrowIfCancellationRequested();
        if (written.TryGet(out var report, out var failure))
        {
            SayWritten(report.Nights, report.Exposures, time.GetElapsedTime(begun).TotalSeconds);
        }
        else
        {
            SayUnwritten(failure);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Demonstration: {Nights} past nights with {Exposures} exposures generated in {Seconds:F1} s"
    )]
    private partial void SayWritten(int nights, int exposures, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Demonstration: no past nights: {Failure}")]
    private partial void SayUnwritten(Failure failure);
}
