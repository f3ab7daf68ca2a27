using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;

namespace QuickLook.Web.Components.Shared.Quantities;

/// <summary>A quantity that can be looked at over time, and how screens speak of it.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="Title">What it is called: <c>NOISE</c>.</param>
/// <param name="Unit">Its unit; empty when it has none.</param>
/// <param name="Group">Heading that it stands under in a list.</param>
public sealed record QuantityChoice(Quantity Quantity, string Title, string Unit, string Group)
{
    /// <summary>Names of its elements; empty for a single value, or when nobody names them.</summary>
    public ImmutableArray<string> Elements { get; init; } = [];

    /// <summary>True when its elements are the amplifiers of a CCD.</summary>
    public bool HasAmplifiers => Elements is ["A", "B", "C", "D"];

    /// <summary>What it means, for an operator; empty when nobody wrote it.</summary>
    public string Help { get; init; } = string.Empty;

    /// <summary>Task of the document that has it; empty for quantities of the exposure.</summary>
    public string Stage { get; init; } = string.Empty;

    /// <summary>Short name of the test that judges it, as addresses have it; empty when none does.</summary>
    public string Test { get; init; } = string.Empty;

    /// <summary>Title with unit, as a list has it.</summary>
    public string Label => Unit.Length == 0 ? Title : $"{Title} ({Unit})";

    // Values of an exposure are single ones; those of cameras that nobody names may be several.
    private int Most =>
        !Elements.IsEmpty ? Elements.Length
        : Quantity.IsPerCamera ? QuantityChoices.MostElements
        : 1;

    /// <summary>The name of an element: as the mapping has it, or its number from 1.</summary>
    /// <param name="element">Index from 0.</param>
    public string ElementName(int element) =>
        element < Elements.Length ? Elements[element] : (element + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Where an exposure's tests are, at the one that judges this when there is one.</summary>
    /// <param name="process">The process.</param>
    /// <param name="camera">The camera; null for the one that wants an eye most.</param>
    public string QaOf(long process, CameraId? camera) =>
        (QaAddress.Of(process) with { Camera = camera, Step = Test.Length > 0 ? Stage : string.Empty, Test = Test }).ToString();

    /// <summary>The element with a name.</summary>
    /// <param name="name">A name, or a number from 1; anything.</param>
    /// <returns>Index from 0; null when it is no element.</returns>
    public int? ElementOf(string? name)
    {
        for (var i = 0; i < Elements.Length; i++)
        {
            if (Elements[i].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return
            int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number >= 1
            && number <= Most
            ? number - 1
            : null;
    }
}
