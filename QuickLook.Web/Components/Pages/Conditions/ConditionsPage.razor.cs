using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Results;
using QuickLook.Web.Components.Shared.Quantities;
using QuickLook.Web.Live;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.Conditions;

/// <summary>
/// Two quantities against each other, a point per exposure that has both. The address carries what is shown; without one it is airmass and the brightness of
/// the sky. Read again when a process has ended, at most once in two seconds; what has not changed is not drawn anew.
/// </summary>
public sealed partial class ConditionsPage : IDisposable
{
    private const int ReadingsAfterNews = 2;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly CameraId UsualCamera = new(Arm.R, new Spectrograph(0));

    private readonly CancellationTokenSource left = new();
    private readonly EndedProcesses ended = new();
    private CancellationToken leaving;
    private Throttle? following;
    private QuantityChoices choices = default!;
    private SeriesSpan span = new(null, null, [], []);
    private ImmutableArray<string> faults = [];
    private ImmutableArray<PlotFigure> figures = [];
    private ShownItems? asked;
    private ShownItems? drawnOf;
    private SeriesAnswer? x;
    private SeriesAnswer? y;
    private JoinedCount joined;
    private Failure? failure;
    private int version;
    private int readings;
    private bool isReading;
    private bool isCut;

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

    [CascadingParameter]
    private LiveFrame Frame { get; set; } = default!;

    [Inject]
    private ITrendShelf Shelf { get; set; } = default!;

    [Inject]
    private IMappingsInForce Mappings { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private ConditionsOrder? Order { get; set; }

    private string JoinedText =>
        $"{Exposures(joined.Both)} {(joined.Both == 1 ? "has" : "have")} both and {(joined.Both == 1 ? "is" : "are")} drawn; "
        + $"{joined.OnlyFirst} {(joined.OnlyFirst == 1 ? "has" : "have")} only {Order!.X.Title}, {joined.OnlySecond} only {Order.Y.Title}.";

    /// <inheritdoc/>
    public void Dispose()
    {
        left.Cancel();
        following?.Dispose();
        left.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        // Kept, because a source that is disposed of gives none any more, and a page may be left between two readings.
        leaving = left.Token;
        following = new Throttle(Interval, () => InvokeAsync(FollowAsync), Time);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var isNews = ended.AreNews(Frame.Snapshot);
        var now = new ShownItems(
            XWord,
            XCameraWord,
            XElementWord,
            YWord,
            YCameraWord,
            YElementWord,
            NightsWord,
            FirstWord,
            LastWord,
            FlavorWord,
            ProgramWord
        );
        if (!now.Equals(asked))
        {
            asked = now;
            await ReadAsync();
        }
        else if (isNews)
        {
            readings = 0;
            following!.Signal();
        }
    }

    private static string Exposures(int count) => count == 1 ? "1 exposure" : $"{count} exposures";

    private static int ElementsOf(ConditionsSide side, SeriesAnswer? read) =>
        Math.Min(
            QuantityChoices.MostElements,
            Math.Max(side.Choice.Elements.Length, read is { Series.IsEmpty: false } got ? got.Series.Max(series => series.Elements) : 0)
        );

    // The table is written a moment after the screens know.
    private async Task FollowAsync()
    {
        await ReadAsync();
        if (leaving.IsCancellationRequested)
        {
            return;
        }

        if (++readings < ReadingsAfterNews)
        {
            following!.Signal();
        }

        StateHasChanged();
    }

    private Task RetryAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        if (leaving.IsCancellationRequested)
        {
            return;
        }

        var now = ++version;
        isReading = true;
        try
        {
            await ReadAsync(now);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // The reader has left the page.
        }
        finally
        {
            isReading = isReading && now != version;
        }
    }

    private async Task ReadAsync(int now)
    {
        var found = await Shelf.FindSpanAsync(leaving);
        if (now != version || leaving.IsCancellationRequested)
        {
            return;
        }

        span = found.Or(span);
        var wrong = new List<string>();
        var order = Understand(wrong);
        var (sideX, readX) = found.Failure is { } away ? (order.X, away) : await ReadAsync(order.X, order.Filter);
        var (sideY, readY) = readX.Failure is { } gone ? (order.Y, gone) : await ReadAsync(order.Y, order.Filter);
        if (now != version || leaving.IsCancellationRequested)
        {
            return;
        }

        Order = order with { X = sideX, Y = sideY };
        faults = found.IsSuccess ? [.. wrong] : [];
        failure = readX.Failure ?? readY.Failure;
        Draw(readX, readY);
    }

    private ConditionsOrder Understand(List<string> wrong)
    {
        if (choices?.Mappings != Mappings.Current)
        {
            choices = new QuantityChoices(Mappings.Current);
        }

        var filter = ExposureFilter.Read(NightsWord, FirstWord, LastWord, FlavorWord, ProgramWord, span, wrong);
        var airmass = choices.Find(Quantity.Airmass)!;
        return new ConditionsOrder(
            ConditionsSide.Read(choices.Read(XWord, filter.Flavor, airmass, wrong), XCameraWord, XElementWord, wrong),
            ConditionsSide.Read(choices.Read(YWord, filter.Flavor, choices.SkyBrightness, wrong), YCameraWord, YElementWord, wrong),
            filter
        );
    }

    // Where nobody said which camera: the usual one, or else the first of the arm, or of all, in the newest exposure that has values.
    private async Task<(ConditionsSide Side, Result<SeriesAnswer> Read)> ReadAsync(ConditionsSide side, ExposureFilter filter)
    {
        var wanted = filter.Order(side.Choice.Quantity, span);
        if (!side.Choice.Quantity.IsPerCamera)
        {
            return (side, await Shelf.ReadAsync(wanted, leaving));
        }

        if (side.Camera is { } chosen)
        {
            return (side, await Shelf.ReadAsync(wanted with { Cameras = [chosen] }, leaving));
        }

        var read = await Shelf.ReadAsync(wanted with { Cameras = [UsualCamera] }, leaving);
        if (read.TryGet(out var usual, out _) && usual.Series.IsEmpty)
        {
            var any = await Shelf.ReadAsync(wanted with { Cameras = [.. CameraId.All], Most = CameraId.All.Count }, leaving);
            ImmutableArray<CameraId> seen = [.. any.Or(usual).Series.Select(series => series.Camera).OfType<CameraId>()];
            if (!seen.IsEmpty)
            {
                var camera = seen.Where(each => each.Arm == UsualCamera.Arm).DefaultIfEmpty(seen[0]).First();
                return (side with { Camera = camera }, await Shelf.ReadAsync(wanted with { Cameras = [camera] }, leaving));
            }
        }

        return (side with { Camera = UsualCamera }, read);
    }

    // While the database is away, what was read of the same choice before stays.
    private void Draw(Result<SeriesAnswer> readX, Result<SeriesAnswer> readY)
    {
        var subject = new ShownItems(asked, choices, Order!.X.Camera, Order.Y.Camera);
        var isSame = subject.Equals(drawnOf);
        if (!readX.TryGet(out var gotX, out _) || !readY.TryGet(out var gotY, out _))
        {
            if (!isSame)
            {
                (x, y, figures, drawnOf, isCut) = (null, null, [], null, false);
            }

            return;
        }

        if (isSame && SeriesSameness.AreSame(x, gotX) && SeriesSameness.AreSame(y, gotY))
        {
            return;
        }

        (x, y, drawnOf, isCut) = (gotX, gotY, subject, gotX.IsCut || gotY.IsCut);
        var (seriesX, seriesY) = (Order.X.Of(gotX), Order.Y.Of(gotY));
        joined = JoinedCount.Of(seriesX, Order.X.Element, seriesY, Order.Y.Element);
        figures =
            joined.Both == 0
                ? []
                : RegressionFigures.Of(
                    new RegressionSubject(
                        new RegressionSide(Order.X.Title, Order.X.Choice.Unit, seriesX, Order.X.Element),
                        new RegressionSide(Order.Y.Title, Order.Y.Choice.Unit, seriesY, Order.Y.Element)
                    )
                );
    }

    private void OpenProcess(long process) =>
        Navigation.NavigateTo(Order!.Y.Choice.QaOf(process, Order.Y.Choice.Quantity.IsPerCamera ? Order.Y.Camera : Order.X.Camera));

    private void Go(ConditionsOrder order) => Navigation.NavigateTo(order.Address(), replace: true);
}
