using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Viewing;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.Qa;

/// <summary>What the figures on a page say of one fiber.</summary>
/// <param name="Fiber">The fiber.</param>
/// <param name="Place">Where it was pointed; null when the fibermap does not have it.</param>
/// <param name="Values">Name and value, each once, in the order of the figures.</param>
public sealed record ChosenFiber(FiberId Fiber, FiberPlace? Place, ImmutableArray<(string Name, string Value)> Values)
{
    private const int MostValues = 10;
    private static readonly string[] SaidElsewhere = ["fiber", "petal", "ra", "dec", "target", "type", "target type", "object type"];

    /// <summary>Everything: what it was pointed at, then what the figures say.</summary>
    public IEnumerable<(string Name, string Value)> All
    {
        get
        {
            if (Place is { ObjectType.Length: > 0 })
            {
                yield return ("Target", Place.ObjectType);
            }

            yield return Place is { HasPlace: true }
                ? ("RA, Dec (deg)", string.Create(CultureInfo.InvariantCulture, $"{Place.RaDegrees:F5}, {Place.DecDegrees:F5}"))
                : ("RA, Dec", "not in a fibermap of the exposure");
            foreach (var value in Values)
            {
                yield return value;
            }
        }
    }

    /// <summary>Collects it.</summary>
    /// <param name="fiber">The fiber.</param>
    /// <param name="figures">The figures on the page.</param>
    /// <param name="fibers">The fibers of the exposure.</param>
    public static ChosenFiber Of(FiberId fiber, IEnumerable<Figure> figures, FiberField fibers)
    {
        var values = new List<(string Name, string Value)>();
        foreach (var figure in figures.OfType<PlotFigure>())
        {
            foreach (var trace in figure.Traces.Where(trace => !trace.Fibers.IsDefaultOrEmpty))
            {
                var at = trace.Fibers.IndexOf(fiber.Number);
                if (at >= 0)
                {
                    values.AddRange(Said(figure, trace, at));
                }
            }
        }

        return new ChosenFiber(
            fiber,
            fibers.Find(fiber),
            [
                .. values
                    .Where(value => !SaidElsewhere.Contains(value.Name, StringComparer.OrdinalIgnoreCase))
                    .DistinctBy(value => value.Name, StringComparer.OrdinalIgnoreCase)
                    .Take(MostValues),
            ]
        );
    }

    private static IEnumerable<(string Name, string Value)> Said(PlotFigure figure, Trace trace, int at)
    {
        if (trace.Tips.IsDefaultOrEmpty)
        {
            yield return trace.Colouring is { } colouring && at < colouring.Values.Length
                ? (figure.Title, NumberText.Of(colouring.Values[at]))
                : (figure.Y.Title, $"{NumberText.Of(trace.Y[at])} {figure.Y.Unit}".TrimEnd());
            yield break;
        }

        foreach (var tip in trace.Tips.Where(tip => at < tip.Values.Length))
        {
            var value = tip.Values[at];
            if (!tip.Words.IsEmpty)
            {
                var index = (int)value;
                yield return (tip.Name, index >= 0 && index < tip.Words.Length ? tip.Words[index] : string.Empty);
            }
            else
            {
                var text = double.IsFinite(value)
                    ? value.ToString($"F{Math.Clamp(tip.Digits, 0, 9)}", CultureInfo.InvariantCulture)
                    : NumberText.Of(value);
                yield return (tip.Name, $"{text} {tip.Unit}".TrimEnd());
            }
        }
    }
}
