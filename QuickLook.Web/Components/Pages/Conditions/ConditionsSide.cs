using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Web.Components.Shared.Quantities;

namespace QuickLook.Web.Components.Pages.Conditions;

/// <summary>One of the two quantities that are set against each other.</summary>
/// <param name="Choice">The quantity.</param>
/// <param name="Camera">Whose; null where the address leaves it open, and for quantities of the exposure.</param>
/// <param name="Element">Index of its element, from 0.</param>
public sealed record ConditionsSide(QuantityChoice Choice, CameraId? Camera, int Element)
{
    /// <summary>What it is called with camera and element: <c>NOISE b3 A</c>.</summary>
    public string Title =>
        Choice.Title
        + (Choice.Quantity.IsPerCamera && Camera is { } camera ? $" {camera}" : null)
        + (Choice.Elements.Length > 1 || Element > 0 ? $" {Choice.ElementName(Element)}" : null);

    /// <summary>Reads one side of an address.</summary>
    /// <param name="choice">The quantity.</param>
    /// <param name="camera">A camera; anything.</param>
    /// <param name="element">An element by name or number; anything.</param>
    /// <param name="faults">Where to say what is wrong with the address.</param>
    public static ConditionsSide Read(QuantityChoice choice, string? camera, string? element, ICollection<string> faults)
    {
        CameraId? read = null;
        if (choice.Quantity.IsPerCamera && !string.IsNullOrEmpty(camera))
        {
            if (CameraId.Parse(camera).TryGet(out var known, out _))
            {
                read = known;
            }
            else
            {
                faults.Add($"The camera of the address for {choice.Title} does not exist (b0 to z9): another one is shown.");
            }
        }

        var index = choice.ElementOf(element);
        if (index is null && !string.IsNullOrEmpty(element))
        {
            faults.Add($"{choice.Title} does not have the element of the address: {choice.ElementName(0)} is shown.");
        }

        return new ConditionsSide(choice, read, index ?? 0);
    }

    /// <summary>The same camera with another quantity; the element stays as long as the elements have the same names.</summary>
    /// <param name="other">The other quantity.</param>
    public ConditionsSide Of(QuantityChoice other) =>
        this with
        {
            Choice = other,
            Element = other.Elements.AsSpan().SequenceEqual(Choice.Elements.AsSpan()) ? Element : 0,
        };

    /// <summary>The part of an address, without a separator before it.</summary>
    /// <param name="name">Name of the side: <c>x</c> or <c>y</c>.</param>
    public string Query(string name) =>
        $"{name}={Choice.Quantity}"
        + (Choice.Quantity.IsPerCamera && Camera is { } camera ? $"&{name}camera={camera}" : null)
        + (Element > 0 ? $"&{name}element={Uri.EscapeDataString(Choice.ElementName(Element))}" : null);

    /// <summary>The address of this quantity over time.</summary>
    /// <param name="filter">Of which exposures.</param>
    public string OverTime(ExposureFilter filter) =>
        $"trends?q={Choice.Quantity}"
        + (Choice.Quantity.IsPerCamera && Camera is { } camera ? $"&cameras={camera}" : null)
        + $"&{filter.Query}";

    /// <summary>The values that count: of exposures that have a finite one.</summary>
    /// <param name="read">What was read; the first of its series is taken.</param>
    public Series Of(SeriesAnswer read)
    {
        var series = read.Series.IsEmpty ? new Series(Choice.Quantity, Camera, []) : read.Series[0];
        return series with { Points = [.. series.Points.Where(point => ElementSummary.Has(point, Element))] };
    }
}
