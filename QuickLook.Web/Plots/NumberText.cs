using System.Globalization;
using QuickLook.Core.Judging;

namespace QuickLook.Web.Plots;

/// <summary>Numbers as people read them beside a figure.</summary>
public static class NumberText
{
    private const string Nothing = "–";
    private const double LeastChange = 1e-3;
    private const double LeastPartOfValue = 1e-4;

    /// <summary>Whole numbers without decimals, else two decimals where they say enough, else three significant digits; a dash for no value.</summary>
    /// <param name="value">The number.</param>
    public static string Of(double value) =>
        value switch
        {
            double.NaN => Nothing,
            double.PositiveInfinity => "∞",
            double.NegativeInfinity => "−∞",
            _ when double.IsInteger(value) && Math.Abs(value) < 1e6 => value.ToString("F0", CultureInfo.InvariantCulture),
            _ when Math.Abs(value) is >= 0.1 and < 1e4 => value.ToString("F2", CultureInfo.InvariantCulture),
            _ when Math.Abs(value) is >= 1e4 and < 1e6 => value.ToString("F0", CultureInfo.InvariantCulture),
            _ => value.ToString("G3", CultureInfo.InvariantCulture),
        };

    /// <summary>A difference with its sign; a dash for none.</summary>
    /// <param name="difference">The difference.</param>
    public static string Signed(double difference) => difference > 0 ? $"+{Of(difference)}" : Of(difference);

    /// <summary>How a value has changed, with its sign; what nobody could see beside the value is 0; a dash for no value.</summary>
    /// <param name="change">The change.</param>
    /// <param name="value">The value that has changed.</param>
    public static string Change(double change, double value) =>
        Math.Abs(change) < Math.Min(LeastChange, LeastPartOfValue * Math.Abs(value)) ? Of(0) : Signed(change);

    /// <summary>A range: <c>1.10 - 4.10</c>, <c>-0.10 to 2.30</c>; a dash for no range.</summary>
    /// <param name="range">Both ends.</param>
    public static string Of(ToleranceRange? range) => range is { } both ? LimitText.Range(both) : Nothing;
}
