using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Web.Components.Pages.Processing;

/// <summary>What the history shows, as its address says it. What cannot be read in an address is as if it were not there.</summary>
/// <param name="Filter">Which processes, and in which order.</param>
/// <param name="Page">Page, from 1.</param>
/// <param name="Size">Processes of a page.</param>
public sealed record HistoryQuery(ProcessFilter Filter, int Page, int Size)
{
    /// <summary>Processes of a page that can be chosen.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [10, 25, 50];

    /// <summary>The newest ten.</summary>
    public static HistoryQuery Newest { get; } = new(new ProcessFilter(), 1, Sizes[0]);

    /// <summary>Processes before this page.</summary>
    public int Skip => (Page - 1) * Size;

    /// <summary>True when something is left out.</summary>
    public bool IsFiltered => Filter with { Order = default, Ascending = false } != new ProcessFilter();

    /// <summary>Reads an address.</summary>
    /// <param name="state">A state of processes.</param>
    /// <param name="quality">A verdict.</param>
    /// <param name="flavor">A flavor as headers write it.</param>
    /// <param name="night">A night, YYYYMMDD.</param>
    /// <param name="exposure">A number of an exposure.</param>
    /// <param name="engine">A name of an engine.</param>
    /// <param name="origin">Where the exposure comes from.</param>
    /// <param name="sort">An order, with a minus in front to begin with the largest.</param>
    /// <param name="page">A page, from 1.</param>
    /// <param name="size">Processes of a page.</param>
    public static HistoryQuery Read(
        string? state,
        string? quality,
        string? flavor,
        string? night,
        string? exposure,
        string? engine,
        string? origin,
        string? sort,
        string? page,
        string? size
    ) =>
        new(
            new ProcessFilter
            {
                State = Word<RunState>(state),
                Quality = Word<Quality>(quality),
                Flavor = flavor ?? string.Empty,
                Night = Core.Instrument.Night.Parse(night).TryGet(out var evening, out _) ? evening : null,
                Exposure = ExposureId.Parse(exposure).TryGet(out var number, out _) ? number : null,
                Engine = engine ?? string.Empty,
                Origin = Word<ExposureOrigin>(origin),
                Order = Word<ProcessOrder>(sort?.TrimStart('-')) ?? ProcessOrder.Process,
                Ascending = !string.IsNullOrEmpty(sort) && sort[0] != '-',
            },
            int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? Math.Clamp(wanted, 1, 1_000_000) : 1,
            int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && Sizes.Contains(rows) ? rows : Sizes[0]
        );

    /// <summary>The word of a value in an address.</summary>
    /// <typeparam name="T">An enumeration.</typeparam>
    /// <param name="value">The value.</param>
    public static string WordOf<T>(T value)
        where T : struct, Enum =>
        string.Concat(
            value
                .ToString()
                .Select(
                    (letter, index) =>
                        char.IsUpper(letter) && index > 0 ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"
                )
        );

    /// <summary>The address that shows this.</summary>
    public string Address()
    {
        (string Name, string? Value)[] parts =
        [
            ("state", Filter.State is { } state ? WordOf(state) : null),
            ("quality", Filter.Quality is { } quality ? WordOf(quality) : null),
            ("flavor", Filter.Flavor),
            ("night", Filter.Night?.ToString()),
            ("exposure", Filter.Exposure?.ToString()),
            ("engine", Filter.Engine),
            ("origin", Filter.Origin is { } origin ? WordOf(origin) : null),
            ("sort", Sort),
            ("page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture)),
            ("size", Size == Sizes[0] ? null : Size.ToString(CultureInfo.InvariantCulture)),
        ];
        var query = string.Join(
            '&',
            parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}")
        );
        return query.Length == 0 ? "processing" : $"processing?{query}";
    }

    /// <summary>The same, sorted by a column: largest first, and the other way round when it is already.</summary>
    /// <param name="order">The column.</param>
    public HistoryQuery SortedBy(ProcessOrder order) =>
        this with
        {
            Page = 1,
            Filter = Filter with { Order = order, Ascending = Filter.Order == order && !Filter.Ascending },
        };

    private string? Sort =>
        Filter.Order == ProcessOrder.Process && !Filter.Ascending ? null : $"{(Filter.Ascending ? null : "-")}{WordOf(Filter.Order)}";

    private static T? Word<T>(string? text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(WordOf(value), text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
