using QuickLook.Core.Results;

namespace QuickLook.Core.Analysis;

/// <summary>Something that has a value in each exposure and can be followed or set against another. Written <c>metric-noise</c>, <c>exposure-airmass</c>.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Key">Its key there: <c>noise</c>, <c>airmass</c>, the name of a test: <c>Get_RMS</c>, or one of the values that it judges: <c>LAMP_LEVEL</c>.</param>
public sealed record Quantity(QuantityKind Kind, string Key)
{
    private const int LongestKey = 64;

    /// <summary>Airmass of the header.</summary>
    public static Quantity Airmass { get; } = new(QuantityKind.Exposure, "airmass");

    /// <summary>Seeing of the header, arcsec.</summary>
    public static Quantity Seeing { get; } = new(QuantityKind.Exposure, "seeing");

    /// <summary>Exposure time of the header, s.</summary>
    public static Quantity ExposureTime { get; } = new(QuantityKind.Exposure, "exptime");

    /// <summary>True when each camera has its own value.</summary>
    public bool IsPerCamera => Kind != QuantityKind.Exposure;

    /// <summary>Reads the written form, as an address has it.</summary>
    /// <param name="text">The text; anything.</param>
    /// <returns>The quantity, or why the text is none. Whether its key is known is not asked here.</returns>
    public static Result<Quantity> Parse(string? text)
    {
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        if (
            dash > 0
            && Enum.TryParse<QuantityKind>(text![..dash], ignoreCase: true, out var kind)
            && Enum.IsDefined(kind)
            && char.IsAsciiLetter(text[0])
            && text[(dash + 1)..] is { Length: > 0 and <= LongestKey } key
            && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
        )
        {
            return new Quantity(kind, key);
        }

        return new Failure("a quantity is written metric-noise, test-Get_RMS or exposure-airmass");
    }

    /// <summary>The written form.</summary>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}-{Key}";
}
