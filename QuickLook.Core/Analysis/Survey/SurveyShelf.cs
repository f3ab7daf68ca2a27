using System.Collections.Immutable;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Survey;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>The survey out of the file of tiles and the database.</summary>
public sealed class SurveyShelf(SurveyStore store, TileList tiles) : ISurveyShelf, IDisposable
{
    private const int MostExposures = 200_000;
    private const int MostCounted = 20_000;

    private readonly ObjectCensus census = new(store);

    /// <inheritdoc/>
    public void Dispose() => census.Dispose();

    /// <inheritdoc/>
    public async Task<Result<SurveyAnswer>> ReadAsync(SurveyOrder order, CancellationToken cancellationToken)
    {
        var program = order.Program.Trim().ToLowerInvariant();
        var plan = await tiles.ReadAsync(cancellationToken).ConfigureAwait(false);
        var known = await store.ListProgramsAsync(cancellationToken).ConfigureAwait(false);
        if (!known.TryGet(out var programs, out var failure))
        {
            return failure;
        }

        var listed = await ListAsync(order, MostExposures, cancellationToken).ConfigureAwait(false);
        if (!listed.TryGet(out var pointings, out failure))
        {
            return failure;
        }

        var planned = program.Length == 0 ? plan.Tiles : plan.Tiles.RemoveAll(tile => tile.Program.Length > 0 && tile.Program != program);
        var (observed, nights) = TileJoin.Of(planned, pointings.List);
        return new SurveyAnswer(
            plan,
            planned,
            observed,
            nights,
            [
                .. programs
                    .Concat(plan.Tiles.Select(tile => tile.Program))
                    .Where(word => word.Length > 0)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ],
            pointings.IsCut
        );
    }

    /// <inheritdoc/>
    public async Task<Result<ObjectCounts>> CountObjectsAsync(SurveyOrder order, CancellationToken cancellationToken)
    {
        var listed = await ListAsync(order, MostCounted, cancellationToken).ConfigureAwait(false);
        return listed.TryGet(out var pointings, out var failure)
            ? await census.CountAsync(pointings.List, pointings.IsCut, cancellationToken).ConfigureAwait(false)
            : failure;
    }

    // One more than wanted tells whether there are more.
    private async Task<Result<(ImmutableArray<StoredPointing> List, bool IsCut)>> ListAsync(
        SurveyOrder order,
        int most,
        CancellationToken cancellationToken
    )
    {
        var filter = new PointingFilter(order.First, order.Last, order.Program.Trim().ToLowerInvariant(), most + 1);
        var listed = await store.ListAsync(filter, cancellationToken).ConfigureAwait(false);
        return listed.Map(list => list.Length > most ? (list.RemoveAt(0), true) : (list, false));
    }
}
