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
    public async Task<Result<SurveySpan?>> FindSpanAsync(CancellationToken cancellationToken)
    {
        var known = await store.ListProgramsAsync(cancellationToken).ConfigureAwait(false);
        return known.Map(programs =>
            programs.IsEmpty ? null : new SurveySpan(programs.Min(program => program.First), programs.Max(program => program.Last))
        );
    }

    /// <inheritdoc/>
    public async Task<Result<SurveyAnswer>> ReadAsync(SurveyOrder order, CancellationToken cancellationToken)
    {
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

        var planned = PlannedOf(plan, order);
        var (observed, nights) = TileJoin.Of(planned, pointings.List);
        return new SurveyAnswer(
            plan,
            planned,
            observed,
            nights,
            [
                .. programs
                    .Select(each => each.Program)
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
        if (!listed.TryGet(out var pointings, out var failure))
        {
            return failure;
        }

        var plan = await tiles.ReadAsync(cancellationToken).ConfigureAwait(false);
        var places = TileJoin.PlacesOf(PlannedOf(plan, order), pointings.List);
        return await census.CountAsync(pointings.List, places, pointings.IsCut, cancellationToken).ConfigureAwait(false);
    }

    // Tiles of no program belong to each.
    private static ImmutableArray<PlannedTile> PlannedOf(TilePlan plan, SurveyOrder order)
    {
        var program = ProgramOf(order);
        return program.Length == 0 ? plan.Tiles : plan.Tiles.RemoveAll(tile => tile.Program.Length > 0 && tile.Program != program);
    }

    private static string ProgramOf(SurveyOrder order) => order.Program.Trim().ToLowerInvariant();

    // One more than wanted tells whether there are more.
    private async Task<Result<(ImmutableArray<StoredPointing> List, bool IsCut)>> ListAsync(
        SurveyOrder order,
        int most,
        CancellationToken cancellationToken
    )
    {
        var filter = new PointingFilter(order.First, order.Last, ProgramOf(order), most + 1);
        var listed = await store.ListAsync(filter, cancellationToken).ConfigureAwait(false);
        return listed.Map(list => list.Length > most ? (list.RemoveAt(0), true) : (list, false));
    }
}
