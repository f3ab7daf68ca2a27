using System.Collections.Immutable;
using QuickLook.Core.Results;

namespace QuickLook.Core.Imaging;

/// <summary>
/// Colours of a picture: 255 for values, first to last, and one, the last of the 256, for pixels without a value, which is transparent. Maps of several colours are drawn
/// through published control points in the Oklab space (Björn Ottosson, 2020), where equal steps look equal; their lightness rises evenly, but that of the
/// diverging one, which falls away evenly from its middle.
/// </summary>
public sealed class ColourMap
{
    /// <summary>How many colours stand for values.</summary>
    public const int ValueCount = 255;

    /// <summary>The index of pixels without a value.</summary>
    public const byte NoValue = 255;

    private ColourMap(string name, string title, bool isDiverging, params ReadOnlySpan<int> points)
    {
        Name = name;
        Title = title;
        IsDiverging = isDiverging;
        Rgb = Draw(points);
    }

    /// <summary>Black to white.</summary>
    public static ColourMap Grey { get; } = GreyMap("grey", "Grey", isInverted: false);

    /// <summary>White to black, as on a photographic plate.</summary>
    public static ColourMap Inverted { get; } = GreyMap("inverted", "Grey, inverted", isInverted: true);

    /// <summary>Dark violet to yellow, after viridis (Smith and van der Walt, matplotlib 2.0, 2015): ten of its colours as control points.</summary>
    public static ColourMap Viridis { get; } =
        new(
            "viridis",
            "Viridis",
            isDiverging: false,
            0x440154,
            0x482878,
            0x3E4A89,
            0x31688E,
            0x26828E,
            0x1F9E89,
            0x35B779,
            0x6DCD59,
            0xB4DE2C,
            0xFDE725
        );

    /// <summary>Blue through grey to red, about the middle: the ends and the middle of Moreland's cool-warm map (2009).</summary>
    public static ColourMap Diverging { get; } = new("diverging", "Diverging about 0", isDiverging: true, 0x3B4CC0, 0xDDDDDD, 0xB40426);

    /// <summary>All of them, in the order of choice.</summary>
    public static ImmutableArray<ColourMap> All { get; } = [Grey, Inverted, Viridis, Diverging];

    /// <summary>As addresses have it.</summary>
    public string Name { get; }

    /// <summary>As people read it.</summary>
    public string Title { get; }

    /// <summary>True when it has a middle that means something.</summary>
    public bool IsDiverging { get; }

    /// <summary>Red, green and blue of each of the 256 indices, one after the other.</summary>
    public ImmutableArray<byte> Rgb { get; private init; }

    /// <summary>Finds a map.</summary>
    /// <param name="name">Its name.</param>
    public static Result<ColourMap> Parse(string? name) =>
        All.FirstOrDefault(map => map.Name == name) is { } found
            ? found
            : new Failure($"'{name}' is no colour map; there are {string.Join(", ", All.Select(map => map.Name))}");

    private static ColourMap GreyMap(string name, string title, bool isInverted)
    {
        var rgb = new byte[3 * (ValueCount + 1)];
        for (var i = 0; i < ValueCount; i++)
        {
            var level = (byte)Math.Round(255.0 * (isInverted ? ValueCount - 1 - i : i) / (ValueCount - 1));
            rgb.AsSpan(3 * i, 3).Fill(level);
        }

        return new ColourMap(name, title, isDiverging: false, 0, 0) { Rgb = [.. rgb] };
    }

    private static ImmutableArray<byte> Draw(ReadOnlySpan<int> points)
    {
        var rgb = new byte[3 * (ValueCount + 1)];
        for (var i = 0; i < ValueCount; i++)
        {
            var place = (double)i / (ValueCount - 1) * (points.Length - 1);
            var first = Math.Min((int)place, points.Length - 2);
            Oklab.Between(Oklab.Of(points[first]), Oklab.Of(points[first + 1]), place - first).WriteRgb(rgb.AsSpan(3 * i, 3));
        }

        return [.. rgb];
    }
}
