using System.Globalization;
using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Formats;

/// <summary>Reads <see cref="ExposureMetadata"/> from the exposure's header, tolerant of what is missing.</summary>
internal static class ExposureKeywords
{
    /// <summary>Reads all keywords.</summary>
    /// <param name="header">Header of the first HDU that has EXPTIME.</param>
    public static ExposureMetadata Read(FitsHeader header)
    {
        var faults = new List<string>();
        var observedAt = Value(header, "DATE-OBS", faults, ParseDate);
        return new ExposureMetadata
        {
            Exposure = Value(header, "EXPID", faults, ExposureId.Parse),
            Night = Value(header, "NIGHT", faults, Night.Parse),
            Flavor = Value(header, "FLAVOR", faults, Flavors.Parse),
            FlavorText = HeaderText.Find(header, "FLAVOR"),
            Program = new ObservingProgram(HeaderText.Find(header, "PROGRAM")),
            TileId = Value(header, "TILEID", faults, ParseWhole) is > 0 and var tile ? tile : null,
            ObservedAt = observedAt,
            ExposureTimeSeconds = Value(header, "EXPTIME", faults, text => ParseNumber(text, isNonNegative: true)),
            Airmass = Value(header, "AIRMASS", faults, text => ParseNumber(text)),
            SeeingArcsec = Value(header, "SEEING", faults, text => ParseNumber(text)),
            Mjd = Value(header, "MJD-OBS", faults, text => ParseNumber(text).Map(days => new Mjd(days))) ?? MjdOf(observedAt),
            TelescopeRa = First(header, faults, "TELRA", "SKYRA", "TARGTRA", "TILERA"),
            TelescopeDec = First(header, faults, "TELDEC", "SKYDEC", "TARGTDEC", "TILEDEC"),
            Faults = faults,
        };
    }

    private static T? Value<T>(FitsHeader header, string keyword, List<string> faults, Func<string, Result<T>> parse)
        where T : struct
    {
        if (HeaderText.Find(header, keyword) is not { } text)
        {
            return null;
        }

        if (parse(text).TryGet(out var value, out var failure))
        {
            return value;
        }

        faults.Add($"{keyword}: {failure.Reason}");
        return null;
    }

    private static double? First(FitsHeader header, List<string> faults, params ReadOnlySpan<string> keywords)
    {
        foreach (var keyword in keywords)
        {
            if (Value(header, keyword, faults, text => ParseNumber(text)) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    private static Mjd? MjdOf(DateTimeOffset? instant) => instant is { } known ? Mjd.Of(known) : null;

    private static Result<int> ParseWhole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : new Failure("not a whole number");

    private static Result<double> ParseNumber(string text, bool isNonNegative = false) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
        && (number >= 0 || !isNonNegative)
            ? number
            : new Failure(isNonNegative ? "not a number of at least 0" : "not a number");

    /// <summary>ISO 8601 in UTC, with or without time, fraction and trailing Z.</summary>
    private static Result<DateTimeOffset> ParseDate(string text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
            : new Failure("not a date such as 2020-11-07T08:41:00.000");
}
