using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Results;
using QuickLook.Web.Components.Shared.Quantities;
using QuickLook.Web.Live;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.Trends;

/// <summary>
/// A quantity over nights, by camera and element. The address carries what is shown; without one it is the read noise of a camera that has values. Read again
/// when a process has ended, at most once in two seconds; what has not changed is not drawn anew.
/// </summary>
public sealed partial class TrendsPage : IDisposable
{
    private const int MostRows = 240;
    private const int ReadingsAfterNews = 2;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly CameraId UsualCamera = new(Arm.B, new Spectrograph(0));

    private readonly CancellationTokenSource left = new();
    private readonly EndedProcesses ended = new();
    private CancellationToken leaving;
    private Throttle? following;
    private QuantityChoices choices = default!;
    private SeriesSpan span = new(null, null, [], []);
    private ImmutableArray<CameraId> cameras = [];
    private ImmutableArray<string> faults = [];
    private ImmutableArray<ElementSummary> rows = [];
    private ShownItems? asked;
    private ShownItems? drawnOf;
    private SeriesAnswer? answer;
    private SeriesSubject? subject;
    private PlotFigure? figure;
    private Failure? failure;
    private int version;
    private int readings;
    private bool isReading;
    private bool isLong;

    /// <summary>The quantity, in the address.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? QuantityWord { get; set; }

    /// <summary>Cameras, in the address.</summary>
    [SupplyParameterFromQuery(Name = "cameras")]
    public string? CameraWords { get; set; }

    /// <summary>Elements, in the address.</summary>
    [SupplyParameterFromQuery(Name = "elements")]
    public string? ElementWords { get; set; }

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

    private TrendOrder? Order { get; set; }

    private int ElementCount =>
        Math.Min(
            QuantityChoices.MostElements,
            Math.Max(
                Order!.Choice.Elements.Length,
                answer is { Series.IsEmpty: false } read ? read.Series.Max(series => series.Elements) : 0
            )
        );

    private bool IsOfAmplifiers => Order!.Choice.HasAmplifiers;

    private string Sentence =>
        answer is { Series.IsEmpty: false } read && Order is { } order
            ? $"{order.Choice.Title} of {ExposuresText(read)}{NightsText}"
            : "A quantity over nights, by camera and element";

    private string NightsText
    {
        get
        {
            var points = answer!.Series.SelectMany(series => series.Points).ToList();
            var (first, last) = (points.Min(point => point.Night), points.Max(point => point.Night));
            return first == last ? $", night {first}" : $", nights {first} to {last}";
        }
    }

    private string AgainstHref =>
        Order is { } order
            ? $"conditions?y={order.Choice.Quantity}{(cameras.IsEmpty ? null : $"&ycamera={cameras[0]}")}&{order.Filter.Query}"
            : "conditions";

    private string NothingTitle =>
        Order!.LacksCameras ? "No camera is chosen"
        : span.Last is null ? "There are no exposures yet"
        : $"No exposure has {Order.Choice.Title} in this choice";

    private string NothingText =>
        Order!.LacksCameras ? "Choose at least one camera: a single one, all of an arm by its letter, or all."
        : span.Last is null ? "Values appear here as soon as an exposure has been processed."
        : $"Choose other cameras, more nights (there are exposures from {span.First} to {span.Last}), or all flavors and programs.";

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
        var now = new ShownItems(QuantityWord, CameraWords, ElementWords, NightsWord, FirstWord, LastWord, FlavorWord, ProgramWord);
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

    private static string ExposuresText(SeriesAnswer read)
    {
        var count = read.Series.SelectMany(series => series.Points).Select(point => point.ExposureKey).Distinct().Count();
        return count == 1 ? "1 exposure" : $"{count} exposures";
    }

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
        var shown = order.Cameras ?? (order.Choice.Quantity.IsPerCamera ? [UsualCamera] : []);
        var read = found.Failure is { } away ? away : await ReadAsync(order, shown);
        if (order.Cameras is null && order.Choice.Quantity.IsPerCamera && read.TryGet(out var empty, out _) && empty.Series.IsEmpty)
        {
            (shown, read) = await LookElsewhereAsync(order, shown, read);
        }

        if (now != version || leaving.IsCancellationRequested)
        {
            return;
        }

        (faults, Order, cameras, failure) = (found.IsSuccess ? [.. wrong] : [], order, shown, read.Failure);
        Draw(order, read);
    }

    private TrendOrder Understand(List<string> wrong)
    {
        if (choices?.Mappings != Mappings.Current)
        {
            choices = new QuantityChoices(Mappings.Current);
        }

        var filter = ExposureFilter.Read(NightsWord, FirstWord, LastWord, FlavorWord, ProgramWord, span, wrong);
        var choice = choices.Read(QuantityWord, filter.Flavor, choices.Usual, wrong);
        return TrendOrder.Read(choice, CameraWords, ElementWords, filter, wrong);
    }

    private async Task<Result<SeriesAnswer>> ReadAsync(TrendOrder order, ImmutableArray<CameraId> of) =>
        order.LacksCameras
            ? new SeriesAnswer([], IsCut: false)
            : await Shelf.ReadAsync(order.Filter.Order(order.Choice.Quantity, span) with { Cameras = of }, leaving);

    // Nobody said which camera: the first one of the newest exposure that has values.
    private async Task<(ImmutableArray<CameraId> Cameras, Result<SeriesAnswer> Read)> LookElsewhereAsync(
        TrendOrder order,
        ImmutableArray<CameraId> usual,
        Result<SeriesAnswer> nothing
    )
    {
        var any = await Shelf.ReadAsync(
            order.Filter.Order(order.Choice.Quantity, span) with
            {
                Cameras = [.. CameraId.All],
                Most = CameraId.All.Count,
            },
            leaving
        );
        return any.TryGet(out var seen, out _) && seen.Series.FirstOrDefault()?.Camera is { } camera
            ? ([camera], await ReadAsync(order, [camera]))
            : (usual, any.Failure is { } away ? away : nothing);
    }

    // While the database is away, what was read of the same choice before stays.
    private void Draw(TrendOrder order, Result<SeriesAnswer> read)
    {
        var limits = choices.LimitsOf(order.Choice, cameras, order.Filter.FlavorsIn(span), order.Filter.ProgramsIn(span));
        var of = new ShownItems(asked, choices, string.Join(',', cameras), span.Flavors.Length, span.Programs.Length);
        var isSame = of.Equals(drawnOf);
        if (!read.TryGet(out var got, out _))
        {
            (answer, figure, rows, drawnOf) = isSame ? (answer, figure, rows, drawnOf) : (null, null, [], null);
            return;
        }

        if (isSame && SeriesSameness.AreSame(answer, got))
        {
            return;
        }

        // What came while a part is looked at leaves that part on the screen.
        var window = isSame ? subject?.Window : null;
        (answer, drawnOf) = (got, of);
        if (got.Series.IsEmpty)
        {
            (subject, figure, rows, isLong) = (null, null, [], false);
            return;
        }

        ImmutableArray<int> elements = [.. Enumerable.Range(0, ElementsOf(order, got)).Where(order.Shows)];
        subject = new SeriesSubject(order.Choice.Title, order.Choice.Unit, got.Series)
        {
            Elements = order.Choice.Elements,
            Shown = order.Elements.IsEmpty ? [] : elements,
            Limits = limits,
            Window = window,
            IsCut = got.IsCut,
        };
        figure = SeriesFigures.Of(subject);
        rows =
        [
            .. got
                .Series.SelectMany(series => elements.Select(element => ElementSummary.Of(series, element)))
                .OfType<ElementSummary>()
                .Take(MostRows + 1),
        ];
        isLong = rows.Length > MostRows;
        rows = isLong ? rows[..MostRows] : rows;
    }

    // Only many values look different in a part of the time: there each is drawn.
    private void Zoom((double? Low, double? High) window)
    {
        if (subject is { } all && SeriesFigures.IsGathered(all with { Window = null }))
        {
            subject = all with { Window = window is ({ } low, { } high) && low < high ? (low, high) : null };
            figure = SeriesFigures.Of(subject);
        }
    }

    private void OpenProcess(long process) => Navigation.NavigateTo(Order!.Choice.QaOf(process, cameras.Length == 1 ? cameras[0] : null));

    private static int ElementsOf(TrendOrder order, SeriesAnswer read) =>
        Math.Min(QuantityChoices.MostElements, Math.Max(order.Choice.Elements.Length, read.Series.Max(series => series.Elements)));

    private void PickCameras(IReadOnlySet<CameraId> chosen) => Go(Order! with { Cameras = [.. chosen.Order()] });

    // Whatever is changed, the cameras that are on the screen are meant from then on.
    private void Go(TrendOrder order) =>
        Navigation.NavigateTo(
            (
                order.Choice.Quantity.IsPerCamera && order.Cameras is null && Order!.Choice.Quantity.IsPerCamera
                    ? order with
                    {
                        Cameras = cameras,
                    }
                    : order
            ).Address(),
            replace: true
        );
}
