using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Trends;

namespace QuickLook.Core.Analysis;

/// <summary>Values over time out of the database.</summary>
public sealed class TrendShelf(TrendStore store) : ITrendShelf
{
    private const int MostOfAll = 200_000;

    /// <inheritdoc/>
    public async Task<Result<SeriesSpan>> FindSpanAsync(CancellationToken cancellationToken)
    {
        var found = await store.FindSpanAsync(cancellationToken).ConfigureAwait(false);
        return found.Map(span => new SeriesSpan(NightOf(span.First), NightOf(span.Last), span.Flavors, span.Programs));

        static Night? NightOf(DateOnly? date) => date is { } day ? new Night(day) : null;
    }

    /// <inheritdoc/>
    public async Task<Result<SeriesAnswer>> ReadAsync(SeriesOrder order, CancellationToken cancellationToken)
    {
        if (order.Quantity.IsPerCamera && order.Cameras.IsDefaultOrEmpty)
        {
            return new Failure($"{order.Quantity} belongs to cameras: at least one must be named");
        }

        // One more than wanted tells whether there are more.
        var most = Math.Clamp(order.Most, 1, MostOfAll);
        var filter = new ValueFilter(
            order.Cameras.IsDefault ? [] : order.Cameras,
            order.First,
            order.Last,
            order.Flavor.ToLowerInvariant(),
            order.Program.ToLowerInvariant(),
            most + 1
        );
        var read = await (
            order.Quantity.Kind switch
            {
                QuantityKind.Exposure => store.ListOfExposuresAsync(order.Quantity.Key, filter, cancellationToken),
                QuantityKind.Metric => store.ListMetricAsync(order.Quantity.Key, filter, cancellationToken),
                _ => store.ListTestAsync(order.Quantity.Key, filter, cancellationToken),
            }
        ).ConfigureAwait(false);
        return read.Map(values => new SeriesAnswer(
            [
                .. values
                    .Take(most)
                    .GroupBy(value => value.Camera)
                    .OrderBy(group => group.Key)
                    .Select(group => new Series(order.Quantity, group.Key, [.. group.Reverse().Select(Point)])),
            ],
            values.Length > most
        ));
    }

    private static SeriesPoint Point(StoredValue value) =>
        new(value.ExposureKey, value.Exposure, value.ProcessId, value.Night, value.At, value.Quality, value.Values);
}
