using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Instrument;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.Survey;

/// <summary>What the survey shows, as its address says it. What cannot be read in an address is as if it were not there.</summary>
/// <param name="Order">Which part of the survey.</param>
/// <param name="Colour">What the colours of observed tiles stand for.</param>
public sealed record SurveyQuery(SurveyOrder Order, FootprintColour Colour)
{
    private const string Page = "survey";
    private const string ByProgram = "program";
    private const int LongestProgram = 40;

    /// <summary>All of it.</summary>
    public static SurveyQuery All { get; } = new(new SurveyOrder(), FootprintColour.Verdict);

    /// <summary>True when something is left out.</summary>
    public bool IsFiltered => Order != new SurveyOrder();

    /// <summary>Reads an address.</summary>
    /// <param name="program">A program.</param>
    /// <param name="from">First night, YYYYMMDD.</param>
    /// <param name="to">Last night, YYYYMMDD; left out when it is before the first.</param>
    /// <param name="colour"><c>program</c>, or anything else for verdicts.</param>
    public static SurveyQuery Read(string? program, string? from, string? to, string? colour)
    {
        Night? first = Night.Parse(from).TryGet(out var evening, out _) ? evening : null;
        Night? last = Night.Parse(to).TryGet(out var end, out _) ? end : null;
        return new SurveyQuery(
            new SurveyOrder
            {
                First = first,
                Last = last < first ? null : last,
                Program = program is { Length: <= LongestProgram } ? program.Trim().ToLowerInvariant() : string.Empty,
            },
            colour == ByProgram ? FootprintColour.Program : FootprintColour.Verdict
        );
    }

    /// <summary>The address that shows this.</summary>
    public string Address()
    {
        (string Name, string? Value)[] parts =
        [
            ("program", Order.Program),
            ("from", Order.First?.ToString()),
            ("to", Order.Last?.ToString()),
            ("colour", Colour == FootprintColour.Program ? ByProgram : null),
        ];
        var query = string.Join(
            '&',
            parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}")
        );
        return query.Length == 0 ? Page : $"{Page}?{query}";
    }
}
