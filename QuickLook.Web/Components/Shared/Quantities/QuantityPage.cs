using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Results;
using QuickLook.Web.Components.Shared.Following;

namespace QuickLook.Web.Components.Shared.Quantities;

/// <summary>
/// A page of quantities over many exposures: the address says which exposures, and what it says wrongly is left out and said. While the database is away, what was
/// read of the same choice before stays; what has not changed is not drawn anew.
/// </summary>
/// <typeparam name="TView">What it shows.</typeparam>
public abstract class QuantityPage<TView> : FollowingPage<TView>
    where TView : QuantityView
{
    /// <summary>A preset of nights, in the address.</summary>
    [SupplyParameterFromQuery(Name = "nights")]
    public string? NightsWord { get; set; }

    /// <summary>First night, in the address.</summary>
    [SupplyParameterFromQuery(Name = "first")]
    public string? FirstWord { get; set; }

    /// <summary>Last night, in the address.</summary>
    [SupplyParameterFromQuery(Name = "last")]
    public string? LastWord { get; set; }

    /// <summary>Flavor, in the address.</summary>
    [SupplyParameterFromQuery(Name = "flavor")]
    public string? FlavorWord { get; set; }

    /// <summary>Program, in the address.</summary>
    [SupplyParameterFromQuery(Name = "program")]
    public string? ProgramWord { get; set; }

    /// <summary>Where values are read.</summary>
    [Inject]
    protected ITrendShelf Shelf { get; set; } = default!;

    /// <summary>Where other pages are.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IMappingsInForce Mappings { get; set; } = default!;

    /// <inheritdoc/>
    protected sealed override async Task<TView> ReadAsync(CancellationToken cancellationToken)
    {
        var found = await Shelf.FindSpanAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var span = found.Or(View?.Span ?? new SeriesSpan(null, null, [], []));
        var choices = View?.Choices is { } known && known.Mappings == Mappings.Current ? known : new QuantityChoices(Mappings.Current);
        var wrong = new List<string>();
        var filter = ExposureFilter.Read(NightsWord, FirstWord, LastWord, FlavorWord, ProgramWord, span, wrong);
        var read = await ReadAsync(choices, filter, span, wrong, found.Failure, cancellationToken);

        // Without knowing what there is, nothing in an address is wrong.
        return found.IsSuccess ? read with { Faults = [.. wrong] } : read;
    }

    /// <summary>Reads values and draws them.</summary>
    /// <param name="choices">Quantities that can be chosen.</param>
    /// <param name="filter">Exposures that were chosen.</param>
    /// <param name="span">Exposures that can be chosen.</param>
    /// <param name="wrong">Where to say what is wrong with the address.</param>
    /// <param name="away">Why nothing can be read; null when it can.</param>
    /// <param name="cancellationToken">Gives up.</param>
    protected abstract Task<TView> ReadAsync(
        QuantityChoices choices,
        ExposureFilter filter,
        SeriesSpan span,
        ICollection<string> wrong,
        Failure? away,
        CancellationToken cancellationToken
    );

    /// <summary>Values of the usual camera, or else of the first one of its arm, or of all, in the newest exposure that has some: where nobody said which.</summary>
    /// <param name="order">What is wanted.</param>
    /// <param name="usual">The usual camera.</param>
    /// <param name="cancellationToken">Gives up.</param>
    protected async Task<(CameraId Camera, Result<SeriesAnswer> Read)> ReadUsualAsync(
        SeriesOrder order,
        CameraId usual,
        CancellationToken cancellationToken
    )
    {
        var read = await Shelf.ReadAsync(order with { Cameras = [usual] }, cancellationToken);
        if (!read.TryGet(out var own, out _) || !own.Series.IsEmpty)
        {
            return (usual, read);
        }

        var any = await Shelf.ReadAsync(order with { Cameras = [.. CameraId.All], Most = CameraId.All.Count }, cancellationToken);
        if (!any.TryGet(out var newest, out var failure))
        {
            return (usual, failure);
        }

        ImmutableArray<CameraId> seen = [.. newest.Series.Select(series => series.Camera).OfType<CameraId>()];
        if (seen.IsEmpty)
        {
            return (usual, read);
        }

        var camera = seen.Where(each => each.Arm == usual.Arm).DefaultIfEmpty(seen[0]).First();
        return (camera, await Shelf.ReadAsync(order with { Cameras = [camera] }, cancellationToken));
    }
}
