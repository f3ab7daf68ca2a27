using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Web.Components.Shared.Quantities;

namespace QuickLook.Web.Components.Pages.Trends;

/// <summary>What the page of trends is asked to show, as its address says it.</summary>
/// <param name="Choice">The quantity.</param>
/// <param name="Cameras">Whose; null where the address leaves it open; empty for none.</param>
/// <param name="Elements">Indices of the elements that are shown, in order; empty for all.</param>
/// <param name="Filter">Of which exposures.</param>
public sealed record TrendOrder(
    QuantityChoice Choice,
    ImmutableArray<CameraId>? Cameras,
    ImmutableArray<int> Elements,
    ExposureFilter Filter
)
{
    private const string None = "none";
    private const int LongestList = 400;

    /// <summary>True when no camera was left to show although the quantity needs one.</summary>
    public bool LacksCameras => Choice.Quantity.IsPerCamera && Cameras is { IsEmpty: true };

    /// <summary>Reads the cameras and elements of an address; what is none of them is left out and said.</summary>
    /// <param name="choice">The quantity.</param>
    /// <param name="cameras">Cameras, separated by commas; an arm alone means its ten; anything.</param>
    /// <param name="elements">Elements by name or number, separated by commas; anything.</param>
    /// <param name="filter">Of which exposures.</param>
    /// <param name="faults">Where to say what is wrong with the address.</param>
    public static TrendOrder Read(
        QuantityChoice choice,
        string? cameras,
        string? elements,
        ExposureFilter filter,
        ICollection<string> faults
    ) => new(choice, ReadCameras(cameras, faults), ReadElements(choice, elements, faults), filter);

    /// <summary>The address.</summary>
    public string Address()
    {
        var address = $"trends?q={Choice.Quantity}";
        if (Cameras is { } cameras)
        {
            address += $"&cameras={(cameras.IsEmpty ? None : string.Join(',', cameras))}";
        }

        if (!Elements.IsEmpty)
        {
            address += $"&elements={string.Join(',', Elements.Select(element => Uri.EscapeDataString(Choice.ElementName(element))))}";
        }

        return $"{address}&{Filter.Query}";
    }

    /// <summary>The same of another quantity; elements stay as long as they have the same names, a flavor that does not test it is dropped.</summary>
    /// <param name="other">The other one.</param>
    /// <param name="choices">The list that it is from.</param>
    public TrendOrder Of(QuantityChoice other, QuantityChoices choices)
    {
        var isTested =
            Filter.Flavor.Length == 0 || other.Quantity.Kind != QuantityKind.Test || choices.HasTest(other.Quantity, Filter.Flavor);
        return this with
        {
            Choice = other,
            Elements = other.Elements.AsSpan().SequenceEqual(Choice.Elements.AsSpan()) ? Elements : [],
            Filter = isTested ? Filter : Filter with { Flavor = string.Empty },
        };
    }

    /// <summary>The same with an element more or less; the last one stays.</summary>
    /// <param name="element">Index of the element.</param>
    /// <param name="count">How many there are.</param>
    public TrendOrder Toggled(int element, int count)
    {
        ImmutableArray<int> shown = [.. Enumerable.Range(0, count).Where(each => Shows(each) != (each == element))];
        return shown.IsEmpty ? this : this with { Elements = shown.Length == count ? [] : shown };
    }

    /// <summary>True when an element is shown.</summary>
    /// <param name="element">Index of the element.</param>
    public bool Shows(int element) => Elements.IsEmpty || Elements.Contains(element);

    private static ImmutableArray<CameraId>? ReadCameras(string? text, ICollection<string> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (text.Equals(None, StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        var found = new SortedSet<CameraId>();
        var isWhole = text.Length <= LongestList;
        foreach (var word in isWhole ? text.Split(',', StringSplitOptions.TrimEntries) : [])
        {
            if (word is [var letter] && Arms.Parse(letter).TryGet(out var arm, out _))
            {
                found.UnionWith(CameraId.All.Where(camera => camera.Arm == arm));
            }
            else if (CameraId.Parse(word).TryGet(out var camera, out _))
            {
                found.Add(camera);
            }
            else
            {
                isWhole = false;
            }
        }

        if (!isWhole)
        {
            faults.Add(
                found.Count > 0
                    ? "Not all cameras of the address exist (b0 to z9): the others are shown."
                    : "No camera of the address exists (b0 to z9): another one is shown."
            );
        }

        return found.Count > 0 ? [.. found] : null;
    }

    private static ImmutableArray<int> ReadElements(QuantityChoice choice, string? text, ICollection<string> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var words = text.Length <= LongestList ? text.Split(',', StringSplitOptions.TrimEntries) : [];
        var found = words.Select(choice.ElementOf).ToList();
        if (found.Count == 0 || found.Contains(null))
        {
            faults.Add(
                $"{choice.Title} does not have all elements of the address: {(found.Any(each => each is not null) ? "the others" : "all")} are shown."
            );
        }

        ImmutableArray<int> elements = [.. found.OfType<int>().Distinct().Order()];
        return !choice.Elements.IsEmpty && elements.Length == choice.Elements.Length ? [] : elements;
    }
}
