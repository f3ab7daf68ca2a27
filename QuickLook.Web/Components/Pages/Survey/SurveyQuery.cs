using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Instrument;
using QuickLook.Web.Components.Shared.Nights;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.Survey;

/// <summary>What the survey shows, as its address says it. What cannot be read in an address is as if it were not there.</summary>
/// <param name="Program">The program, lower case; empty for all.</param>
/// <param name="Nights">The nights.</param>
/// <param name="Colour">What the colours of observed tiles stand for.</param>
public sealed record SurveyQuery(string Program, NightChoice Nights, FootprintColour Colour)
{
    private const string Page = "survey";
    private const string ByProgram = "program";
    private const int LongestProgram = 40;

    /// <summary>All of it.</summary>
    public static SurveyQuery All { get; } = new(string.Empty, NightChoice.Of(NightPreset.All), FootprintColour.Verdict);

    /// <summary>True when something is left out.</summary>
    public bool IsFiltered => this with { Colour = All.Colour } != All;

    /// <summary>Reads an address.</summary>
    /// <param name="program">A program.</param>
    /// <param name="nights">A preset of nights.</param>
    /// <param name="from">First night, YYYYMMDD.</param>
    /// <param name="to">Last night, YYYYMMDD; left out when it is before the first.</param>
    /// <param name="colour"><c>program</c>, or anything else for verdicts.</param>
    public static SurveyQuery Read(string? program, string? nights, string? from, string? to, string? colour)
    {
        Night? first = Night.Parse(from).TryGet(out var evening, out _) ? evening : null;
        Night? last = Night.Parse(to).TryGet(out var end, out _) ? end : null;
        return new SurveyQuery(
            program is { Length: <= LongestProgram } ? program.Trim().ToLowerInvariant() : string.Empty,
            NightChoice.Named(nights) ?? NightChoice.Between(first, last < first ? null : last)!,
            colour == ByProgram ? FootprintColour.Program : FootprintColour.Verdict
        );
    }

    /// <summary>Which part of the survey this is.</summary>
    /// <param name="span">Nights with exposures; null when there are none.</param>
    public SurveyOrder Order(NightSpan? span)
    {
        // All nights are those that come as well.
        var (first, last) = Nights.Preset == NightPreset.All ? (null, null) : Nights.Within(span);
        return new SurveyOrder
        {
            First = first,
            Last = last,
            Program = Program,
        };
    }

    /// <summary>The address that shows this.</summary>
    public string Address()
    {
        (string Name, string? Value)[] parts =
        [
            ("program", Program),
            ("nights", Nights.Preset is { } preset and not NightPreset.All ? preset.ToString().ToLowerInvariant() : null),
            ("from", Nights.First?.ToString()),
            ("to", Nights.Last?.ToString()),
            ("colour", Colour == FootprintColour.Program ? ByProgram : null),
        ];
        var query = string.Join(
            '&',
            parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}")
        );
        return query.Length == 0 ? Page : $"{Page}?{query}";
    }
}
