using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Analysis;

namespace QuickLook.Web.Plots;

/// <summary>The values over time as a table: a row per exposure and camera, whatever is drawn.</summary>
internal static class SeriesTable
{
    private static readonly DateTime Zero = new(1858, 11, 17, 0, 0, 0, DateTimeKind.Utc);

    // Beyond these a date cannot be written.
    private const double LastMjd = 2_900_000;

    /// <summary>The table; written when it is wanted.</summary>
    /// <param name="subject">The values.</param>
    /// <param name="elements">Indices and names of the elements.</param>
    public static FigureTable Of(SeriesSubject subject, ImmutableArray<(int Index, string Name)> elements) =>
        new(subject.Series.Sum(series => series.Points.Length), () => Columns(subject, elements));

    /// <summary>The calendar date of an MJD, UTC.</summary>
    /// <param name="days">The MJD.</param>
    public static string Moment(double days) =>
        days is >= 0 and < LastMjd
            ? Zero.AddTicks((long)Math.Round(days * TimeSpan.TicksPerDay / TimeSpan.TicksPerMillisecond) * TimeSpan.TicksPerMillisecond)
                .ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)
            : string.Empty;

    private static ImmutableArray<FigureColumn> Columns(SeriesSubject subject, ImmutableArray<(int Index, string Name)> elements)
    {
        List<(Series Series, SeriesPoint Point)> rows =
        [
            .. subject.Series.SelectMany(series => series.Points.Select(point => (series, point))).OrderBy(row => row.point.At.Days),
        ];
        return
        [
            new FigureColumn("exposure", string.Empty, [.. rows.Select(row => row.Point.Exposure.ToString())]),
            new FigureColumn("night", string.Empty, [.. rows.Select(row => row.Point.Night.ToString())]),
            new FigureColumn("UTC", string.Empty, [.. rows.Select(row => Moment(row.Point.At.Days))]),
            FigureColumn.Of("MJD", string.Empty, rows.Select(row => row.Point.At.Days)),
            new FigureColumn("camera", string.Empty, [.. rows.Select(row => row.Series.Camera?.ToString() ?? string.Empty)]),
            new FigureColumn("verdict", string.Empty, [.. rows.Select(row => QualityWords.Of(row.Point.Quality))]),
            .. elements.Select(element =>
                FigureColumn.Of(
                    element.Name.Length > 0 && elements.Length > 1 ? $"{subject.Title} {element.Name}" : subject.Title,
                    subject.Unit,
                    rows.Select(row => element.Index < row.Point.Values.Length ? row.Point.Values[element.Index] : double.NaN)
                )
            ),
        ];
    }
}
