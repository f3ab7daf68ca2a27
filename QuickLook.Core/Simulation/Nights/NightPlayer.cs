using QuickLook.Core.Results;

namespace QuickLook.Core.Simulation.Nights;

/// <summary>Plays an observatory: writes the exposures of a plan one after the other, with pauses between them.</summary>
/// <param name="simulator">What writes them.</param>
/// <param name="time">The clock.</param>
public sealed class NightPlayer(SpectrographSimulator simulator, TimeProvider time)
{
    /// <summary>Cameras that are simulated at once; at least 1. Default: one per processor.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>From the beginning of an exposure's writing to the next one's; what takes longer is not cut short. Default: no pause.</summary>
    public Func<ExposureOrder, TimeSpan> Cadence { get; init; } = _ => TimeSpan.Zero;

    /// <summary>Is awaited before each exposure, so that somebody may hold the night up. Default: nobody does.</summary>
    public Func<CancellationToken, Task> Before { get; init; } = _ => Task.CompletedTask;

    /// <summary>Is told of each exposure when it is there.</summary>
    public Action<ExposureOrder, SimulatedExposureFiles> Written { get; init; } = (_, _) => { };

    /// <summary>Is told why an exposure could not be written; true to go on with the next one. Default: the night ends.</summary>
    public Func<ExposureOrder, Failure, bool> Unwritten { get; init; } = (_, _) => false;

    /// <summary>Plays.</summary>
    /// <param name="rawRoot">Raw-data root; made when absent.</param>
    /// <param name="plan">The exposures, in order.</param>
    /// <param name="cancellationToken">Ends at once; an exposure half written keeps its temporary name.</param>
    /// <returns>How many were written; or why one could not be, when that ended the night.</returns>
    public async Task<Result<int>> PlayAsync(string rawRoot, IReadOnlyList<ExposureOrder> plan, CancellationToken cancellationToken)
    {
        var count = 0;
        for (var index = 0; index < plan.Count; index++)
        {
            var order = plan[index];
            await Before(cancellationToken).ConfigureAwait(false);
            var begun = time.GetTimestamp();
            var files = await Task.Run(() => simulator.WriteExposure(rawRoot, order, Workers, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (files.TryGet(out var written, out var failure))
            {
                count++;
                Written(order, written);
            }
            else if (!Unwritten(order, failure))
            {
                return failure;
            }

            var left = Cadence(order) - time.GetElapsedTime(begun);
            if (index < plan.Count - 1 && left > TimeSpan.Zero)
            {
                await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
            }
        }

        return count;
    }
}
