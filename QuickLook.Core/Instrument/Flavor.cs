using QuickLook.Core.Results;

namespace QuickLook.Core.Instrument;

/// <summary>What kind of exposure it is; chooses the recipe.</summary>
public enum Flavor
{
    /// <summary>The sky.</summary>
    Science,

    /// <summary>Arc lamps, for wavelengths and widths.</summary>
    Arc,

    /// <summary>A continuum lamp, for the fiber flat.</summary>
    Flat,

    /// <summary>No exposure time: the bias. Also written <c>bias</c>.</summary>
    Zero,

    /// <summary>Exposure with the shutter closed.</summary>
    Dark,
}

/// <summary>How flavors are written.</summary>
public static class Flavors
{
    /// <summary>All flavors that QuickLook has a recipe for.</summary>
    public static IReadOnlyList<Flavor> All { get; } = [Flavor.Science, Flavor.Arc, Flavor.Flat, Flavor.Zero, Flavor.Dark];

    /// <summary>The flavor as headers and file names write it, lower case.</summary>
    /// <param name="flavor">The flavor.</param>
    public static string Name(this Flavor flavor) =>
        flavor switch
        {
            Flavor.Science => "science",
            Flavor.Arc => "arc",
            Flavor.Flat => "flat",
            Flavor.Zero => "zero",
            Flavor.Dark => "dark",
            _ => throw new ArgumentOutOfRangeException(nameof(flavor), flavor, "Not a flavor."),
        };

    /// <summary>
    /// The name desi_quicklook uses inside its configuration, its log and the FLAVOR of its merged document:
    /// <c>science</c>, <c>arcs</c>, <c>flat</c>, <c>bias</c>, <c>dark</c> (pipeline.md 2.1).
    /// </summary>
    /// <param name="flavor">The flavor.</param>
    public static string ConfigurationName(this Flavor flavor) =>
        flavor switch
        {
            Flavor.Arc => "arcs",
            Flavor.Zero => "bias",
            _ => flavor.Name(),
        };

    /// <summary>Reads a header's or document's flavor, in any case; <c>bias</c> means zero, <c>arcs</c> means arc.</summary>
    /// <param name="text">What is written.</param>
    /// <returns>The flavor, or the reason why there is none.</returns>
    public static Result<Flavor> Parse(string? text) =>
        text?.Trim().ToUpperInvariant() switch
        {
            "SCIENCE" => Flavor.Science,
            "ARC" or "ARCS" => Flavor.Arc,
            "FLAT" => Flavor.Flat,
            "ZERO" or "BIAS" => Flavor.Zero,
            "DARK" => Flavor.Dark,
            null or "" => new Failure("the flavor is missing"),
            var other => new Failure(
                $"'{(other.Length <= 20 ? other : other[..20] + "…")}' is not a flavor that QuickLook knows: science, arc, flat, zero or dark"
            ),
        };
}
