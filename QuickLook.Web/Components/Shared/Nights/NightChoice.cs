using QuickLook.Core.Instrument;

namespace QuickLook.Web.Components.Shared.Nights;

/// <summary>Which nights are looked at, as addresses say it: a preset (<c>nights=week</c>), or a first and a last night (<c>first=20261101</c>).</summary>
public sealed record NightChoice
{
    private NightChoice() { }

    /// <summary>What is shown unless somebody chooses: thirty nights.</summary>
    public static NightChoice Usual { get; } = Of(NightPreset.Month);

    /// <summary>The preset; null when nights are named.</summary>
    public NightPreset? Preset { get; private init; }

    /// <summary>First night that was named; null with a preset, or for everything before <see cref="Last"/>.</summary>
    public Night? First { get; private init; }

    /// <summary>Last night that was named.</summary>
    public Night? Last { get; private init; }

    /// <summary>The part of an address, without a separator before it.</summary>
    public string Query =>
        Preset is { } preset
            ? $"nights={preset.ToString().ToLowerInvariant()}"
            : string.Join(
                '&',
                new[] { First is { } first ? $"first={first}" : null, Last is { } last ? $"last={last}" : null }.OfType<string>()
            );

    /// <summary>A preset.</summary>
    /// <param name="preset">Which.</param>
    public static NightChoice Of(NightPreset preset) => new() { Preset = preset };

    /// <summary>Nights from one to another.</summary>
    /// <param name="first">The first; null for no bound.</param>
    /// <param name="last">The last; null for no bound.</param>
    /// <returns>The choice; without bounds all nights; null when the first is after the last.</returns>
    public static NightChoice? Between(Night? first, Night? last) =>
        first is null && last is null ? Of(NightPreset.All)
        : first > last ? null
        : new NightChoice { First = first, Last = last };

    /// <summary>A preset by its name.</summary>
    /// <param name="preset">Its name, in any case; anything.</param>
    /// <returns>Null when there is none of that name.</returns>
    public static NightChoice? Named(string? preset)
    {
        foreach (var known in Enum.GetValues<NightPreset>())
        {
            if (known.ToString().Equals(preset, StringComparison.OrdinalIgnoreCase))
            {
                return Of(known);
            }
        }

        return null;
    }

    /// <summary>Reads an address.</summary>
    /// <param name="preset">Name of a preset; anything.</param>
    /// <param name="first">A night; anything.</param>
    /// <param name="last">A night; anything.</param>
    /// <returns>The choice, and what is wrong with the address; empty when nothing is. What is wrong is replaced by the usual nights.</returns>
    public static (NightChoice Choice, string Fault) Read(string? preset, string? first, string? last)
    {
        if (!string.IsNullOrEmpty(preset))
        {
            return Named(preset) is { } named
                ? (named, string.Empty)
                : (Usual, "The address names no known range of nights (night, week, month, year, all): the last 30 nights are shown.");
        }

        if (string.IsNullOrEmpty(first) && string.IsNullOrEmpty(last))
        {
            return (Usual, string.Empty);
        }

        if (!TryNight(first, out var from) || !TryNight(last, out var to))
        {
            return (Usual, "The address has a night that is not written YYYYMMDD: the last 30 nights are shown.");
        }

        return Between(from, to) is { } choice
            ? (choice, string.Empty)
            : (Usual, "The first night of the address is after the last: the last 30 nights are shown.");
    }

    /// <summary>The nights that are meant, both included.</summary>
    /// <param name="span">Nights with exposures; null when there are none.</param>
    /// <returns>Null where there is no bound.</returns>
    public (Night? First, Night? Last) Within(NightSpan? span)
    {
        if (Preset is not { } preset)
        {
            return (First, Last);
        }

        if (span is not { } nights || preset == NightPreset.All)
        {
            return (span?.First, span?.Last);
        }

        var back = preset switch
        {
            NightPreset.Night => 0,
            NightPreset.Week => 6,
            NightPreset.Month => 29,
            _ => 364,
        };
        var first = new Night(nights.Last.Date.AddDays(-Math.Min(back, nights.Last.Date.DayNumber)));
        return (first < nights.First ? nights.First : first, nights.Last);
    }

    private static bool TryNight(string? text, out Night? night)
    {
        night = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        if (!Night.Parse(text).TryGet(out var read, out _))
        {
            return false;
        }

        night = read;
        return true;
    }
}
