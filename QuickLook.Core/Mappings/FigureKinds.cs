using System.Collections.Immutable;

namespace QuickLook.Core.Mappings;

/// <summary>How kinds of figures are written in mapping files.</summary>
public static class FigureKinds
{
    private static readonly ImmutableArray<(string Word, FigureKind Kind)> Known =
    [
        ("amplifier-values", FigureKind.AmplifierValues),
        ("amplifier-status", FigureKind.AmplifierStatus),
        ("element-limits", FigureKind.ElementLimits),
        ("petal-map", FigureKind.PetalMap),
        ("petal-status", FigureKind.PetalStatus),
        ("focal-plane", FigureKind.FocalPlane),
        ("fiber-bars", FigureKind.FiberBars),
        ("fiber-scatter", FigureKind.FiberScatter),
        ("fiber-status", FigureKind.FiberStatus),
        ("histogram", FigureKind.Histogram),
        ("line", FigureKind.Line),
        ("scatter", FigureKind.Scatter),
        ("snr-curves", FigureKind.SnrCurves),
        // What maps of a petal were called first.
        ("petal-scatter", FigureKind.PetalMap),
    ];

    /// <summary>All words that a file may use.</summary>
    public static ImmutableArray<string> Words { get; } = [.. Known.Select(known => known.Word)];

    /// <summary>The word of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static string Word(this FigureKind kind) => Known.First(known => known.Kind == kind).Word;

    /// <summary>The kind of a word; null when there is none.</summary>
    /// <param name="word">As a file has it.</param>
    public static FigureKind? Parse(string word)
    {
        foreach (var known in Known)
        {
            if (known.Word == word)
            {
                return known.Kind;
            }
        }

        return null;
    }
}
