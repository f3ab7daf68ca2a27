using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Viewing;
using QuickLook.Core.Viewing.Spectra;
using QuickLook.Web.Live;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.Spectra;

/// <summary>Spectra of a process: fibers are chosen on a map, by number, by type of target or one after the other; all arms are drawn together.</summary>
public sealed partial class SpectraPage : IDisposable
{
    private static readonly TimeSpan ZoomRest = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource left = new();
    private long? asked;
    private int version;
    private int zooms;
    private ExposureSpectra? spectra;
    private FiberField field = FiberField.Empty;
    private ImmutableSortedDictionary<CameraId, MergedQa> documents = ImmutableSortedDictionary<CameraId, MergedQa>.Empty;
    private PlotFigure? map;
    private PlotFigure? flux;
    private PlotFigure? sky;
    private string? failure;
    private string numberFault = string.Empty;
    private string? drawn;
    private IDisposable? keeping;
    private bool adds;

    /// <summary>Number of the process.</summary>
    [Parameter]
    public long ProcessId { get; set; }

    /// <summary>Chosen fibers, in the address.</summary>
    [SupplyParameterFromQuery(Name = "fiber")]
    public string? FiberWords { get; set; }

    /// <summary>Arms, in the address.</summary>
    [SupplyParameterFromQuery(Name = "arms")]
    public string? ArmWords { get; set; }

    /// <summary>Type of targets, in the address.</summary>
    [SupplyParameterFromQuery(Name = "type")]
    public string? TypeWord { get; set; }

    /// <summary>Smoothing, in the address.</summary>
    [SupplyParameterFromQuery(Name = "smooth")]
    public string? SmoothWord { get; set; }

    /// <summary>What else is shown, in the address.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? ShowWords { get; set; }

    /// <summary>Lowest wavelength, in the address.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? FromWord { get; set; }

    /// <summary>Highest wavelength, in the address.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? ToWord { get; set; }

    [Inject]
    private ISpectraShelf Shelf { get; set; } = default!;

    [Inject]
    private IResultShelf Results { get; set; } = default!;

    [Inject]
    private Carrier Carrier { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private SpectraQuery Query { get; set; } = new();

    /// <summary>Fibers with a spectrum that the filter lets through, by number.</summary>
    private ImmutableArray<FiberTarget> Listed { get; set; } = [];

    private FiberId? Current => Query.Fibers.IsEmpty ? null : Query.Fibers[^1];

    private FiberId? PreviousFiber => Beside(-1);

    private FiberId? NextFiber => Beside(1);

    private bool HasSky => spectra?.Cameras.Values.Any(camera => camera.HasSky) ?? false;

    private IEnumerable<(TargetKind Kind, int Count)> Kinds =>
        TargetKinds
            .All.Select(kind => (kind, spectra?.Fibers.Values.Count(fiber => fiber.Kinds.Contains(kind)) ?? 0))
            .Where(pair => pair.Item2 > 0);

    // The camera that links lead to: the middle of the arms that are shown.
    private CameraId? CardCamera =>
        Current is { } fiber ? new CameraId(Query.Arms.Contains(Arm.R) ? Arm.R : Query.Arms[0], fiber.Petal) : null;

    private string KernelWord =>
        Query.Smoothing.IsNone ? string.Empty
        : Query.Smoothing.Kernel == SmoothingKernel.Box ? "box"
        : "gauss";

    private IEnumerable<string> Reasons =>
        spectra!.Missing.GroupBy(pair => pair.Value, pair => pair.Key).Select(group => $"{CamerasText([.. group])}: {group.Key}.");

    private string CamerasText(ImmutableArray<CameraId> cameras) =>
        cameras.Length == spectra!.Process.Cameras.Length && cameras.Length > 3
            ? $"All {cameras.Length} cameras"
            : string.Join(", ", cameras);

    private IReadOnlyList<string> Remarks =>
        [.. Reasons, .. spectra!.Cameras.Values.SelectMany(camera => camera.Remarks.Select(remark => $"{camera.Camera}: {remark}."))];

    private string MissingText =>
        spectra!.Missing.Count == 0
            ? "Remarks on the files"
            : $"{spectra.Missing.Count} of {spectra.Process.Cameras.Length} cameras have no spectra";

    /// <inheritdoc/>
    public void Dispose()
    {
        keeping?.Dispose();
        left.Cancel();
        left.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        var page = $"spectra/{ProcessId}";
        if (Carrier.Take<Loaded>(page) is { } loaded)
        {
            asked = ProcessId;
            (spectra, field, documents) = (loaded.Spectra, loaded.Field, loaded.Documents);
            (Query, Listed, drawn) = (loaded.Query, loaded.Listed, loaded.Drawn);
            (map, flux, sky) = (loaded.Map, loaded.Flux, loaded.Sky);
        }

        keeping = Carrier.Keep(
            page,
            () =>
                spectra is not null && drawn is not null
                    ? new Loaded(spectra, field, documents, Query, Listed, drawn, map, flux, sky)
                    : null
        );
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync()
    {
        var query = SpectraQuery.Read(FiberWords, ArmWords, TypeWord, SmoothWord, ShowWords, FromWord, ToWord);
        if (asked == ProcessId && drawn == query.Href(ProcessId))
        {
            return Task.CompletedTask;
        }

        Query = query;
        return ShowAsync(isOther: asked != ProcessId || spectra is null);
    }

    private async Task ShowAsync(bool isOther, bool again = false)
    {
        var now = ++version;
        try
        {
            if (isOther)
            {
                (spectra, failure, map, flux, sky) = (null, null, null, null, null);
            }

            if (isOther || again)
            {
                asked = ProcessId;
                await LoadAsync(now);
            }

            if (now == version && spectra is not null)
            {
                await DrawAsync(now);
            }
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The reader has left the page.
        }
    }

    private async Task LoadAsync(int now)
    {
        drawn = null;
        var found = await Shelf.ListAsync(ProcessId, left.Token);
        var places = await Results.ReadFibersAsync(ProcessId, left.Token);
        if (now != version)
        {
            return;
        }

        (spectra, failure) = (found.Or(null!), found.Failure?.ToString());
        field = places.Or(FiberField.Empty);
    }

    private async Task DrawAsync(int now)
    {
        var asDrawn = Query.Href(ProcessId);
        Listed = [.. spectra!.Fibers.Values.Where(fiber => Query.Kind is not { } kind || fiber.Kinds.Contains(kind))];
        if (Query.Fibers.IsEmpty && !Listed.IsEmpty)
        {
            Query = Query.With(Listed[0].Place.Fiber);
        }

        var cameras = CamerasOf(Query);
        var read = await Results.ReadDocumentsAsync(ProcessId, cameras, left.Token);
        var (found, missing) = await ReadAsync(cameras);
        if (now != version)
        {
            return;
        }

        documents = read.Or(ImmutableSortedDictionary<CameraId, MergedQa>.Empty);
        map = FiberMapFigures.Of(new FiberMapSubject(spectra.Fibers, field, [.. Query.Fibers.Select(fiber => fiber.Number)], Query.Kind));
        var subject = new SpectrumSubject
        {
            Spectra = found,
            Targets = spectra.Fibers,
            Smoothing = Query.Smoothing,
            NoiseOf = Query.ShowsNoise ? Current?.Number : null,
            Marks = Marks(),
            Window = Query.Window,
            FullRange = Query.FullRange,
            Missing = missing,
        };
        flux = SpectrumFigures.Flux(subject);
        sky = Query.ShowsSky ? SpectrumFigures.Sky(subject) : null;
        drawn = asDrawn;
    }

    private async Task<(ImmutableArray<FiberSpectrum> Found, ImmutableArray<string> Missing)> ReadAsync(ImmutableArray<CameraId> cameras)
    {
        var found = ImmutableArray.CreateBuilder<FiberSpectrum>();
        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var fiber in Query.Fibers)
        {
            foreach (var camera in cameras.Where(camera => camera.Spectrograph == fiber.Petal))
            {
                if (!spectra!.Cameras.TryGetValue(camera, out var file))
                {
                    missing.Add($"{camera}: {spectra.Missing.GetValueOrDefault(camera, "it is not in this process")}.");
                    continue;
                }

                var read = await Shelf.ReadAsync(file, fiber, left.Token);
                if (read.TryGet(out var spectrum, out var reason))
                {
                    found.Add(Query.Smoothing.Apply(spectrum));
                }
                else
                {
                    missing.Add($"{camera}: {reason.Reason}.");
                }
            }
        }

        return (found.ToImmutable(), [.. missing.Distinct()]);
    }

    private static ImmutableArray<CameraId> CamerasOf(SpectraQuery query) =>
        [.. query.Fibers.Select(fiber => fiber.Petal).Distinct().SelectMany(petal => query.Arms.Select(arm => new CameraId(arm, petal)))];

    private ImmutableArray<SpectralMark> Marks() =>
        Query.MarksSky || Query.MarksLamps
            ? DocumentMarks.Together(
                Query.MarksSky ? NightSkyLines.All : [],
                Query.MarksLamps ? [.. documents.SelectMany(pair => DocumentMarks.Lamps(pair.Value, pair.Key.Arm))] : [],
                [.. documents.SelectMany(pair => DocumentMarks.Peaks(pair.Value, pair.Key.Arm))]
            )
            : [];

    private FiberPlace? PlaceOf(FiberId fiber) =>
        spectra!.Fibers.TryGetValue(fiber.Number, out var target) && target.Place.HasPlace ? target.Place : field.Find(fiber);

    private IEnumerable<(string Name, string Value)> FactsOf(FiberId fiber)
    {
        if (spectra!.Fibers.TryGetValue(fiber.Number, out var target))
        {
            yield return ("Target", SpectrumFigures.TypeText(target));
            if (new[] { target.MagnitudeG, target.MagnitudeR, target.MagnitudeZ }.Any(double.IsFinite))
            {
                yield return (
                    "g, r, z (mag)",
                    $"{Text(target.MagnitudeG, "F2")}, {Text(target.MagnitudeR, "F2")}, {Text(target.MagnitudeZ, "F2")}"
                );
            }
        }

        if (PlaceOf(fiber) is { HasPlace: true } place)
        {
            yield return ("RA, Dec (deg)", $"{Text(place.RaDegrees, "F5")}, {Text(place.DecDegrees, "F5")}");
        }

        foreach (var (camera, document) in documents.Where(pair => pair.Key.Spectrograph == fiber.Petal))
        {
            var snr =
                FiberJoin.Read(document, camera, "CHECK_SPECTRA", "MEDIAN_SNR").Series.FirstOrDefault()?.Of(fiber.Number) ?? double.NaN;
            if (double.IsFinite(snr))
            {
                yield return ($"Median SNR, {camera}", Text(snr, "F2"));
            }
        }
    }

    private static string Text(double value, string format) =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";

    private FiberId? Beside(int step)
    {
        if (Listed.IsEmpty || Current is not { } current)
        {
            return null;
        }

        // Of a fiber that the filter leaves out, the neighbour is the next one that it lets through.
        var below = Listed.Count(target => target.Place.Fiber < current);
        var isListed = below < Listed.Length && Listed[below].Place.Fiber == current;
        var next = step < 0 ? below - 1 : below + (isListed ? 1 : 0);
        return Listed[(next + Listed.Length) % Listed.Length].Place.Fiber;
    }

    private void Go(SpectraQuery query, bool replace = true) => Navigation.NavigateTo(query.Href(ProcessId), replace: replace);

    private void Pick(int fiber)
    {
        var id = new FiberId(fiber);
        Go(adds ? Query.Toggled(id) : Query.With(id), replace: false);
    }

    private void Add(int fiber) => Go(Query.Toggled(new FiberId(fiber)), replace: false);

    private void PickNumber(ChangeEventArgs change)
    {
        var chosen = FiberId.Parse((change.Value as string)?.Trim());
        numberFault = chosen switch
        {
            { IsSuccess: false } => chosen.Failure.Reason,
            _ when !spectra!.Fibers.ContainsKey(chosen.Value.Number) => $"there is no spectrum of fiber {chosen.Value} in this process",
            _ => string.Empty,
        };
        if (numberFault.Length == 0)
        {
            Pick(chosen.Value.Number);
        }
    }

    private void PickKind(ChangeEventArgs change)
    {
        var kind = TargetKinds.Parse(change.Value as string);
        var query = Query with { Kind = kind };
        var isLeftOut =
            Current is { } current
            && kind is { } wanted
            && spectra!.Fibers.TryGetValue(current.Number, out var target)
            && !target.Kinds.Contains(wanted);
        Go(isLeftOut ? query with { Fibers = [] } : query);
    }

    private void PickKernel(ChangeEventArgs change) =>
        Go(
            Query with
            {
                Smoothing = (change.Value as string) switch
                {
                    "box" => new Smoothing(SmoothingKernel.Box, Query.Smoothing.IsNone ? 5 : Query.Smoothing.Width),
                    "gauss" => new Smoothing(SmoothingKernel.Gaussian, Query.Smoothing.IsNone ? 2 : Query.Smoothing.Width),
                    _ => Smoothing.None,
                },
            }
        );

    private void PickWidth(ChangeEventArgs change)
    {
        if (double.TryParse(change.Value as string, NumberStyles.Float, CultureInfo.InvariantCulture, out var width))
        {
            Go(Query with { Smoothing = Query.Smoothing with { Width = Math.Clamp(width, 0, Smoothing.Widest) } });
        }
    }

    // Turning the wheel asks many times a second; the last one counts.
    private async Task ZoomAsync((double? Low, double? High) window)
    {
        var turn = ++zooms;
        try
        {
            await Task.Delay(ZoomRest, Time, left.Token);
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            return; // the reader has left the page
        }

        if (turn == zooms)
        {
            Go(Query with { Window = window is { Low: { } low, High: { } high } && low < high ? (Math.Max(0, low), high) : null });
        }
    }

    // While the process runs: what is on screen stays until the new is there.
    private async Task<StoredProcess?> ReadAgainAsync()
    {
        await ShowAsync(isOther: false, again: true);
        StateHasChanged();
        return spectra?.Process;
    }

    private sealed record Loaded(
        ExposureSpectra Spectra,
        FiberField Field,
        ImmutableSortedDictionary<CameraId, MergedQa> Documents,
        SpectraQuery Query,
        ImmutableArray<FiberTarget> Listed,
        string Drawn,
        PlotFigure? Map,
        PlotFigure? Flux,
        PlotFigure? Sky
    );
}
