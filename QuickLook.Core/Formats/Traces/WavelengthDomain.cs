using System.Globalization;
using QuickLook.Core.Fits;
using QuickLook.Core.Results;

namespace QuickLook.Core.Formats.Traces;

/// <summary>The wavelengths that −1 and 1 stand for in a series (WAVEMIN, WAVEMAX), Angstrom.</summary>
/// <param name="Minimum">Lower end.</param>
/// <param name="Maximum">Upper end, above <paramref name="Minimum"/>.</param>
internal readonly record struct WavelengthDomain(double Minimum, double Maximum)
{
    /// <summary>Domains that differ by no more than this are the same, Angstrom (pipeline.md 1.5).</summary>
    public const double Tolerance = 0.001;

    /// <summary>A domain of these ends.</summary>
    /// <returns>The domain; or why the ends make none.</returns>
    public static Result<WavelengthDomain> Of(double minimum, double maximum) =>
        double.IsFinite(minimum) && double.IsFinite(maximum) && minimum < maximum
            ? new WavelengthDomain(minimum, maximum)
            : new Failure(
                string.Create(CultureInfo.InvariantCulture, $"WAVEMIN ({minimum}) is not below WAVEMAX ({maximum}), or one is no number")
            );

    /// <summary>Reads the keywords of a header.</summary>
    /// <param name="header">Header with WAVEMIN and WAVEMAX.</param>
    public static Result<WavelengthDomain> Read(FitsHeader header) =>
        header.GetDouble("WAVEMIN").Then(minimum => header.GetDouble("WAVEMAX").Then(maximum => Of(minimum, maximum)));

    /// <summary>True when both ends agree within <see cref="Tolerance"/>.</summary>
    public bool Agrees(WavelengthDomain other) =>
        Math.Abs(Minimum - other.Minimum) <= Tolerance && Math.Abs(Maximum - other.Maximum) <= Tolerance;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Minimum} to {Maximum}");
}
