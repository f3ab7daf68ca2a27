using Microsoft.AspNetCore.Components;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Web.Components.Shared.Quantities;
using QuickLook.Web.Live;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.Conditions;

/// <summary>
/// Two quantities against each other, a point per exposure that has both. The address carries what is shown; without one it is airmass and the brightness of
/// the sky.
/// </summary>
public sealed partial class ConditionsPage
{
    private static readonly CameraId UsualCamera = new(Arm.R, new Spectrograph(0));

    /// <summary>The quantity across, in the address.</summary>
    [SupplyParameterFromQuery(Name = "x")]
    public string? XWord { get; set; }

    /// <summary>Its camera, in the address.</summary>
    [SupplyParameterFromQuery(Name = "xcamera")]
    public string? XCameraWord { get; set; }

    /// <summary>Its element, in the address.</summary>
    [SupplyParameterFromQuery(Name = "xelement")]
    public string? XElementWord { get; set; }

    /// <summary>The quantity upwards, in the address.</summary>
    [SupplyParameterFromQuery(Name = "y")]
    public string? YWord { get; set; }

    /// <summary>Its camera, in the address.</summary>
    [SupplyParameterFromQuery(Name = "ycamera")]
    public string? YCameraWord { get; set; }

    /// <summary>Its element, in the address.</summary>
    [SupplyParameterFromQuery(Name = "yelement")]
    public string? YElementWord { get; set; }

    /// <inheritdoc/>
    protected override string Name => "conditions";

    /// <inheritdoc/>
    protected override ShownItems Asked =>
        new(XWord, XCameraWord, XElementWord, YWord, YCameraWord, YElementWord, NightsWord, FirstWord, LastWord, FlavorWord, ProgramWord);

    private string Title => View is { Order: var order } ? $"{order.Y.Title} against {order.X.Title}" : "One quantity against another";

    /// <inheritdoc/>
    protected override async Task<ConditionsView> ReadAsync(
        QuantityChoices choices,
        ExposureFilter filter,
        SeriesSpan span,
        ICollection<string> wrong,
        Failure? away,
        CancellationToken cancellationToken
    )
    {
        var airmass = choices.Find(Quantity.Airmass)!;
        var order = new ConditionsOrder(
            ConditionsSide.Read(choices.Read(XWord, filter.Flavor, airmass, wrong), XCameraWord, XElementWord, wrong),
            ConditionsSide.Read(choices.Read(YWord, filter.Flavor, choices.SkyBrightness, wrong), YCameraWord, YElementWord, wrong),
            filter
        );
        var (x, readX) = away is not null ? (order.X, away) : await ReadAsync(order.X, filter, span, cancellationToken);
        var (y, readY) = readX.Failure is { } gone ? (order.Y, gone) : await ReadAsync(order.Y, filter, span, cancellationToken);
        var view = new ConditionsView(choices, span, order with { X = x, Y = y }) { Failure = readX.Failure ?? readY.Failure };
        return Draw(view, readX, readY);
    }

    private static int ElementsOf(ConditionsSide side, SeriesAnswer? read) =>
        Math.Min(
            QuantityChoices.MostElements,
            Math.Max(side.Choice.Elements.Length, read is { Series.IsEmpty: false } got ? got.Series.Max(series => series.Elements) : 0)
        );

    private async Task<(ConditionsSide Side, Result<SeriesAnswer> Read)> ReadAsync(
        ConditionsSide side,
        ExposureFilter filter,
        SeriesSpan span,
        CancellationToken cancellationToken
    )
    {
        var wanted = filter.Order(side.Choice.Quantity, span);
        if (side.Choice.Quantity.IsPerCamera && side.Camera is null)
        {
            var (camera, read) = await ReadUsualAsync(wanted, UsualCamera, cancellationToken);
            return (side with { Camera = camera }, read);
        }

        return (side, await Shelf.ReadAsync(side.Camera is { } chosen ? wanted with { Cameras = [chosen] } : wanted, cancellationToken));
    }

    private ConditionsView Draw(ConditionsView view, Result<SeriesAnswer> readX, Result<SeriesAnswer> readY)
    {
        var order = view.Order;
        var of = new ShownItems(Asked, view.Choices);
        var before = of.Equals(View?.DrawnOf) ? View : null;
        if (!readX.TryGet(out var x, out _) || !readY.TryGet(out var y, out _))
        {
            return before is null ? view : before with { Failure = view.Failure };
        }

        if (before is not null && SeriesSameness.AreSame(before.X, x) && SeriesSameness.AreSame(before.Y, y))
        {
            return before with { Failure = null, Span = view.Span, Order = order };
        }

        var (seriesX, seriesY) = (order.X.Of(x), order.Y.Of(y));
        var joined = JoinedCount.Of(seriesX, order.X.Element, seriesY, order.Y.Element);
        return view with
        {
            X = x,
            Y = y,
            DrawnOf = of,
            Joined = joined,
            Figures =
                joined.Both == 0
                    ? []
                    : RegressionFigures.Of(
                        new RegressionSubject(
                            new RegressionSide(order.X.Title, order.X.Choice.Unit, seriesX, order.X.Element),
                            new RegressionSide(order.Y.Title, order.Y.Choice.Unit, seriesY, order.Y.Element)
                        )
                    ),
        };
    }

    private void OpenProcess(long process)
    {
        var (x, y, _) = View!.Order;
        Navigation.NavigateTo(y.Choice.QaOf(process, y.Choice.Quantity.IsPerCamera ? y.Camera : x.Camera));
    }

    private void Go(ConditionsOrder order) => Navigation.NavigateTo(order.Address(), replace: true);
}
