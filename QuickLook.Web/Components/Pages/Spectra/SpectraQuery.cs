using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Viewing.Spectra;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.Spectra;

/// <summary>What the viewer of spectra shows, as its address says it. What cannot be read in an address is as if it were not there.</summary>
public sealed record SpectraQuery
{
    private const string Noise = "noise";
    private const string SkyModel = "sky";
    private const string SkyLines = "skylines";
    private const string Lamps = "lamps";
    private const string Full = "full";

    /// <summary>The chosen fibers, at most <see cref="SpectrumFigures.MostFibers"/>; the last one is the current one. Empty for the first that there is.</summary>
    public ImmutableArray<FiberId> Fibers { get; init; } = [];

    /// <summary>The arms that are shown, at least one, in display order.</summary>
    public ImmutableArray<Arm> Arms { get; init; } = [.. Core.Instrument.Arms.All];

    /// <summary>The kind of targets that is stepped through; null for all.</summary>
    public TargetKind? Kind { get; init; }

    /// <summary>How spectra are smoothed.</summary>
    public Smoothing Smoothing { get; init; }

    /// <summary>True to draw the noise of the current fiber.</summary>
    public bool ShowsNoise { get; init; }

    /// <summary>True to draw the sky that was subtracted.</summary>
    public bool ShowsSky { get; init; }

    /// <summary>True to mark lines of the night sky.</summary>
    public bool MarksSky { get; init; }

    /// <summary>True to mark lines of the lamps.</summary>
    public bool MarksLamps { get; init; }

    /// <summary>True to show the whole range of values.</summary>
    public bool FullRange { get; init; }

    /// <summary>The part of the wavelengths that is shown, Angstrom; null for all.</summary>
    public (double Low, double High)? Window { get; init; }

    /// <summary>Reads an address.</summary>
    /// <param name="fibers">Fiber numbers between commas.</param>
    /// <param name="arms">Letters of arms.</param>
    /// <param name="type">A kind of targets.</param>
    /// <param name="smooth">Kernel and width: <c>gauss-3</c>, <c>box-5</c>.</param>
    /// <param name="show">What else is shown, between commas.</param>
    /// <param name="from">Lowest wavelength.</param>
    /// <param name="to">Highest wavelength.</param>
    public static SpectraQuery Read(string? fibers, string? arms, string? type, string? smooth, string? show, string? from, string? to)
    {
        var wanted = (show ?? string.Empty).Split(',');
        ImmutableArray<Arm> chosen =
        [
            .. Core.Instrument.Arms.All.Where(arm => arms?.Contains(arm.Letter(), StringComparison.OrdinalIgnoreCase) ?? true),
        ];
        return new SpectraQuery
        {
            Fibers =
            [
                .. (fibers ?? string.Empty)
                    .Split(',', SpectrumFigures.MostFibers + 1)
                    .Select(number => FiberId.Parse(number.Trim()))
                    .Where(fiber => fiber.IsSuccess)
                    .Select(fiber => fiber.Value)
                    .Distinct()
                    .Take(SpectrumFigures.MostFibers),
            ],
            Arms = chosen.IsEmpty ? [.. Core.Instrument.Arms.All] : chosen,
            Kind = TargetKinds.Parse(type),
            Smoothing = ReadSmoothing(smooth),
            ShowsNoise = wanted.Contains(Noise),
            ShowsSky = wanted.Contains(SkyModel),
            MarksSky = wanted.Contains(SkyLines),
            MarksLamps = wanted.Contains(Lamps),
            FullRange = wanted.Contains(Full),
            Window = Number(from) is { } low && Number(to) is { } high && low < high ? (low, high) : null,
        };
    }

    /// <summary>The address of this view.</summary>
    /// <param name="processId">The process.</param>
    public string Href(long processId)
    {
        var parts = new List<string>();
        Add("fiber", string.Join(',', Fibers));
        Add("arms", Arms.Length == Core.Instrument.Arms.All.Count ? string.Empty : string.Concat(Arms.Select(arm => arm.Letter())));
        Add("type", Kind is { } kind ? kind.Word() : string.Empty);
        Add("smooth", SmoothingWord(Smoothing));
        Add("show", string.Join(',', Shown()));
        if (Window is { } window)
        {
            Add("from", window.Low.ToString("0.##", CultureInfo.InvariantCulture));
            Add("to", window.High.ToString("0.##", CultureInfo.InvariantCulture));
        }

        var address = string.Create(CultureInfo.InvariantCulture, $"spectra/{processId}");
        return parts.Count == 0 ? address : $"{address}?{string.Join('&', parts)}";

        void Add(string key, string value)
        {
            if (value.Length > 0)
            {
                parts.Add($"{key}={value}");
            }
        }
    }

    /// <summary>The same with a fiber alone.</summary>
    /// <param name="fiber">The fiber.</param>
    public SpectraQuery With(FiberId fiber) => this with { Fibers = [fiber] };

    /// <summary>The same with a fiber more, which becomes the current one, or without it when it is there; the oldest gives way when there are too many.</summary>
    /// <param name="fiber">The fiber.</param>
    public SpectraQuery Toggled(FiberId fiber)
    {
        if (Fibers.Contains(fiber))
        {
            return Fibers.Length == 1 ? this : this with { Fibers = Fibers.Remove(fiber) };
        }

        var room = Fibers.Length < SpectrumFigures.MostFibers ? Fibers : Fibers[1..];
        return this with { Fibers = room.Add(fiber) };
    }

    /// <summary>The same with another current fiber, in the place of the one that was.</summary>
    /// <param name="fiber">The fiber.</param>
    public SpectraQuery Stepped(FiberId fiber) =>
        this with
        {
            Fibers = [.. Fibers.IsEmpty ? [] : Fibers[..^1].Where(other => other != fiber), fiber],
        };

    /// <summary>The same with an arm more or less; the last one stays.</summary>
    /// <param name="arm">The arm.</param>
    public SpectraQuery Toggled(Arm arm)
    {
        ImmutableArray<Arm> arms = [.. Core.Instrument.Arms.All.Where(other => Arms.Contains(other) != (other == arm))];
        return arms.IsEmpty ? this : this with { Arms = arms };
    }

    private static Smoothing ReadSmoothing(string? word)
    {
        var parts = (word ?? string.Empty).Split('-', 2);
        SmoothingKernel? kernel = parts[0] switch
        {
            "box" => SmoothingKernel.Box,
            "gauss" => SmoothingKernel.Gaussian,
            _ => null,
        };
        return kernel is { } shape && parts.Length == 2 && Number(parts[1]) is { } width and > 0
            ? new Smoothing(shape, Math.Min(width, Smoothing.Widest))
            : Smoothing.None;
    }

    private static string SmoothingWord(Smoothing smoothing) =>
        smoothing.IsNone
            ? string.Empty
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{(smoothing.Kernel == SmoothingKernel.Box ? "box" : "gauss")}-{smoothing.Width:0.##}"
            );

    private IEnumerable<string> Shown()
    {
        (bool Is, string Word)[] all =
        [
            (ShowsNoise, Noise),
            (ShowsSky, SkyModel),
            (MarksSky, SkyLines),
            (MarksLamps, Lamps),
            (FullRange, Full),
        ];
        return all.Where(part => part.Is).Select(part => part.Word);
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1e6
            ? number
            : null;
}
