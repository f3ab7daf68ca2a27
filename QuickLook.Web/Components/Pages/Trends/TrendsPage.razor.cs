using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Web.Components.Shared.Quantities;
using QuickLook.Web.Live;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.Trends;

/// <summary>A quantity over nights, by camera and element. The address carries what is shown; without one it is the read noise of a camera that has values.</summary>
public sealed partial class TrendsPage
{
    private const int MostRows = 240;
    private static readonly CameraId UsualCamera = new(Arm.B, new Spectrograph(0));

    /// <summary>The quantity, in the address.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? QuantityWord { get; set; }

    /// <summary>Cameras, in the address.</summary>
    [SupplyParameterFromQuery(Name = "cameras")]
    public string? CameraWords { get; set; }

    /// <summary>Elements, in the address.</summary>
    [SupplyParameterFromQuery(Name = "elements")]
    public string? ElementWords { get; set; }

    /// <inheritdoc/>
    protected override string Name => "trends";

    /// <inheritdoc/>
    protected override ShownItems Asked =>
        new(QuantityWord, CameraWords, ElementWords, NightsWord, FirstWord, LastWord, FlavorWord, ProgramWord);

    private string Sentence =>
        View is { Answer: { Series.IsEmpty: false } read, Order: var order }
            ? $"{order.Choice.Title} of {ExposuresText(read)}{NightsText(read)}"
            : "A quantity over nights, by camera and element";

    private string AgainstHref =>
        View is { } view
            ? $"conditions?y={view.Order.Choice.Quantity}{(view.Cameras.IsEmpty ? null : $"&ycamera={view.Cameras[0]}")}&{view.Order.Filter.Query}"
            : "conditions";

    /// <inheritdoc/>
    protected override async Task<TrendView> ReadAsync(
        QuantityChoices choices,
        ExposureFilter filter,
        SeriesSpan span,
        ICollection<string> wrong,
        Failure? away,
        CancellationToken cancellationToken
    )
    {
        var choice = choices.Read(QuantityWord, filter.Flavor, choices.Usual, wrong);
        var order = TrendOrder.Read(choice, CameraWords, ElementWords, filter, wrong);
        var isPerCamera = choice.Quantity.IsPerCamera;
        var cameras = order.Cameras ?? (isPerCamera ? [UsualCamera] : []);
        var wanted = filter.Order(choice.Quantity, span) with { Cameras = cameras };
        Result<SeriesAnswer> read;
        if (away is not null)
        {
            read = away;
        }
        else if (order.LacksCameras)
        {
            read = new SeriesAnswer([], IsCut: false);
        }
        else if (isPerCamera && order.Cameras is null)
        {
            (var camera, read) = await ReadUsualAsync(wanted, UsualCamera, cancellationToken);
            cameras = [camera];
        }
        else
        {
            read = await Shelf.ReadAsync(wanted, cancellationToken);
        }

        return Draw(new TrendView(choices, span, order, cameras) { Failure = read.Failure }, read);
    }

    private static string NothingTitle(TrendView view) =>
        view.Order.LacksCameras ? "No camera is chosen"
        : view.Span.Last is null ? "There are no exposures yet"
        : $"No exposure has {view.Order.Choice.Title} in this choice";

    private static string NothingText(TrendView view) =>
        view.Order.LacksCameras ? "Choose at least one camera: a single one, all of an arm by its letter, or all."
        : view.Span.Last is null ? "Values appear here as soon as an exposure has been processed."
        : $"Choose other cameras, more nights (there are exposures from {view.Span.First} to {view.Span.Last}), or all flavors and programs.";

    private static string ExposuresText(SeriesAnswer read)
    {
        var count = read.Series.SelectMany(series => series.Points).Select(point => point.ExposureKey).Distinct().Count();
        return count == 1 ? "1 exposure" : $"{count} exposures";
    }

    private static string NightsText(SeriesAnswer read)
    {
        var points = read.Series.SelectMany(series => series.Points).ToList();
        var (first, last) = (points.Min(point => point.Night), points.Max(point => point.Night));
        return first == last ? $", night {first}" : $", nights {first} to {last}";
    }

    private TrendView Draw(TrendView view, Result<SeriesAnswer> read)
    {
        var (order, span) = (view.Order, view.Span);
        var of = new ShownItems(Asked, view.Choices, span.Flavors.Length, span.Programs.Length);
        var before = of.Equals(View?.DrawnOf) ? View : null;
        if (!read.TryGet(out var got, out var away))
        {
            return before is null ? view : before with { Failure = away };
        }

        if (before is not null && SeriesSameness.AreSame(before.Answer, got))
        {
            return before with { Failure = null, Span = span, Order = order, Cameras = view.Cameras };
        }

        view = view with { Answer = got, DrawnOf = of };
        if (got.Series.IsEmpty)
        {
            return view;
        }

        ImmutableArray<int> elements = [.. Enumerable.Range(0, view.ElementCount).Where(order.Shows)];
        var subject = new SeriesSubject(order.Choice.Title, order.Choice.Unit, got.Series)
        {
            Elements = order.Choice.Elements,
            Shown = order.Elements.IsEmpty ? [] : elements,
            Limits = view.Choices.LimitsOf(order.Choice, view.Cameras, order.Filter.FlavorsIn(span), order.Filter.ProgramsIn(span)),

            // What came while a part is looked at leaves that part on the screen.
            Window = before?.Subject?.Window,
            IsCut = got.IsCut,
        };
        ImmutableArray<ElementSummary> rows =
        [
            .. got
                .Series.SelectMany(series => elements.Select(element => ElementSummary.Of(series, element)))
                .OfType<ElementSummary>()
                .Take(MostRows + 1),
        ];
        var isLong = rows.Length > MostRows;
        return view with
        {
            Subject = subject,
            Figure = SeriesFigures.Of(subject),
            Rows = isLong ? rows[..MostRows] : rows,
            IsLong = isLong,
        };
    }

    // Only many values look different in a part of the time: there each is drawn.
    private void Zoom((double? Low, double? High) window)
    {
        if (View is { Subject: { } all } && SeriesFigures.IsGathered(all with { Window = null }))
        {
            var part = all with { Window = window is ({ } low, { } high) && low < high ? (low, high) : null };
            View = View with { Subject = part, Figure = SeriesFigures.Of(part) };
        }
    }

    private void OpenProcess(long process) =>
        Navigation.NavigateTo(View!.Order.Choice.QaOf(process, View.Cameras.Length == 1 ? View.Cameras[0] : null));

    private void PickCameras(IReadOnlySet<CameraId> chosen) => Go(View!.Order with { Cameras = [.. chosen.Order()] });

    // Whatever is changed, the cameras that are on the screen are meant from then on.
    private void Go(TrendOrder order) =>
        Navigation.NavigateTo(
            (
                order.Choice.Quantity.IsPerCamera && order.Cameras is null && View!.Order.Choice.Quantity.IsPerCamera
                    ? order with
                    {
                        Cameras = View.Cameras,
                    }
                    : order
            ).Address(),
            replace: true
        );
}
