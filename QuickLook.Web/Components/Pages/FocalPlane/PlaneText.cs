using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Judging;
using QuickLook.Core.Numerics;

namespace QuickLook.Web.Components.Pages.FocalPlane;

/// <summary>How views of the focal plane say things.</summary>
public static class PlaneText
{
    private const int NamedPetals = 3;

    /// <summary>The median; NaN of nothing.</summary>
    /// <param name="values">Finite values in any order.</param>
    public static double Median(IEnumerable<double> values)
    {
        double[] scratch = [.. values];
        return scratch.Length == 0 ? double.NaN : OrderStatistics.Median(scratch.AsSpan());
    }

    /// <summary>A whole number with a thin space every three digits: <c>4 871</c>.</summary>
    /// <param name="count">The number.</param>
    public static string Count(int count) => count.ToString("#,0", Spaced);

    /// <summary>A number in four digits.</summary>
    /// <param name="value">The number; NaN is a dash.</param>
    public static string Number(double value) =>
        !double.IsFinite(value) ? "–"
        : Math.Abs(value) >= 10_000 ? value.ToString("#,0", Spaced)
        : value.ToString(Math.Abs(value) >= 100 ? "0.#" : "0.###", CultureInfo.InvariantCulture);

    /// <summary>A number with a unit.</summary>
    /// <param name="value">The number.</param>
    /// <param name="unit">Its unit; may be empty.</param>
    public static string Value(double value, string unit) => unit.Length == 0 ? Number(value) : $"{Number(value)} {unit}";

    /// <summary>A coordinate in degrees, exact to a fortieth of an arc second.</summary>
    /// <param name="degrees">The coordinate.</param>
    public static string Place(double degrees) => degrees.ToString("F5", CultureInfo.InvariantCulture);

    /// <summary>A difference, with its sign.</summary>
    /// <param name="value">The difference.</param>
    /// <param name="unit">Its unit; may be empty.</param>
    public static string Signed(double value, string unit)
    {
        var text = double.IsFinite(value) ? value.ToString("+0.###;−0.###;0", CultureInfo.InvariantCulture) : "–";
        return unit.Length == 0 ? text : $"{text} {unit}";
    }

    /// <summary>A view in a sentence. What is missing is told by the figure, and why by the list of petals.</summary>
    /// <param name="order">The view.</param>
    /// <param name="petals">Its petals.</param>
    public static string Sentence(PlaneOrder order, ImmutableArray<PlanePetal> petals)
    {
        var there = petals.Where(petal => petal.Reason.Length == 0).ToList();
        return there.Count == 0
            ? "No petal has results to draw"
            : order switch
            {
                { IsGoodness: true } => Goodness(there),
                { Kind: PlaneKind.Focus } => Focus(order, there),
                { Kind: PlaneKind.Snr } => Residual(there),
                _ =>
                    $"{order.ValueName} of {Count(there.Sum(petal => petal.Counted))} fibers; median {Number(Median(there.Select(petal => petal.Median)))}",
            };
    }

    private static string Goodness(List<PlanePetal> petals)
    {
        var good = petals.Sum(petal => petal.Counted);
        var all = petals.Sum(petal => petal.Fibers);
        var parts = new List<string> { $"{Count(good)} of {Count(all)} fibers good" };
        var bad = petals.Where(petal => petal.Counted < petal.Fibers).OrderByDescending(petal => petal.Fibers - petal.Counted).ToList();
        if (bad.Count > 0)
        {
            var named = bad.Take(NamedPetals)
                .Select(petal => $"{Count(petal.Fibers - petal.Counted)} of petal {petal.Camera.Spectrograph}");
            var rest = bad.Skip(NamedPetals).Sum(petal => petal.Fibers - petal.Counted);
            parts.Add($"{string.Join(", ", named)}{(rest > 0 ? $", {Count(rest)} of others" : null)} without flux");
        }

        var broken = petals.Sum(petal => petal.Broken);
        if (broken > 0)
        {
            parts.Add($"{Count(broken)} known to be broken");
        }

        return string.Join("; ", parts);
    }

    private static string Focus(PlaneOrder order, List<PlanePetal> petals)
    {
        var off = petals.Where(petal => petal.Quality is Quality.Warning or Quality.Alarm).ToList();
        var normal = petals.Count(petal => petal.Quality == Quality.Normal);
        var head =
            normal == petals.Count
                ? $"{order.ValueName} is normal on {(normal == 1 ? $"petal {petals[0].Camera.Spectrograph}" : $"all {normal} petals")}"
                : $"{order.ValueName} is normal on {normal} of {petals.Count} {(petals.Count == 1 ? "petal" : "petals")}";
        return off.Count > 0
            ? $"{head}; {string.Join(", ", off.Select(petal => $"{petal.Camera} {(petal.Quality == Quality.Alarm ? "alarms" : "warns")}, median {Signed(petal.Median, order.Unit)} from its reference"))}"
            : head;
    }

    private static string Residual(List<PlanePetal> petals)
    {
        var targets = petals.Sum(petal => petal.Counted);
        var beyond = petals.Sum(petal => petal.Beyond);
        var head =
            $"{Count(targets)} targets on {petals.Count} {(petals.Count == 1 ? "petal" : "petals")}, median residual {Signed(Median(petals.Select(petal => petal.Median).Where(double.IsFinite)), string.Empty)}";
        return beyond > 0 ? $"{head}; {Count(beyond)} beyond ±0.2" : head;
    }

    // A narrow space that does not break between groups of digits.
    private static readonly NumberFormatInfo Spaced = new() { NumberGroupSeparator = "\u202f", NumberDecimalSeparator = "." };
}
