using QuickLook.Core.Instrument;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Response of a broad-band filter, 0 to 1, by wavelength (pipeline.md 4.4): g for the b arm, r for r, z for z. Samples are 10 Å apart, those
/// between the figures that we have being interpolated. Immutable, thread-safe.
/// </summary>
internal sealed class FilterCurve
{
    private readonly double[] wavelength;
    private readonly double[] response;

    private FilterCurve(string name, int start, ReadOnlySpan<int> figures)
    {
        Name = name;
        wavelength = new double[(2 * figures.Length) - 1];
        response = new double[wavelength.Length];
        for (var i = 0; i < wavelength.Length; i++)
        {
            wavelength[i] = start + (i * FilterFigures.Step / 2.0);
            response[i] = (figures[i / 2] + figures[(i + 1) / 2]) / (2 * FilterFigures.Unit);
        }
    }

    /// <summary>g.</summary>
    public static FilterCurve Green { get; } = new("DECAM_G", FilterFigures.GreenStart, FilterFigures.Green);

    /// <summary>r.</summary>
    public static FilterCurve Red { get; } = new("DECAM_R", FilterFigures.RedStart, FilterFigures.Red);

    /// <summary>z.</summary>
    public static FilterCurve NearInfrared { get; } = new("DECAM_Z", FilterFigures.NearInfraredStart, FilterFigures.NearInfrared);

    /// <summary>Name as documents hold it: <c>DECAM_R</c>.</summary>
    public string Name { get; }

    /// <summary>The filter that an arm sees most of.</summary>
    /// <param name="arm">The arm.</param>
    public static FilterCurve Of(Arm arm) =>
        arm switch
        {
            Arm.B => Green,
            Arm.R => Red,
            _ => NearInfrared,
        };

    /// <summary>
    /// The response on a grid, constant around each sample: from the grid point nearest to the middle between it and the sample before, up to
    /// that of the middle to the next one. First and last sample only bound their neighbours; beyond them there is no response.
    /// </summary>
    /// <param name="grid">At least one wavelength, ascending, Angstrom.</param>
    public double[] On(ReadOnlySpan<double> grid)
    {
        var resampled = new double[grid.Length];
        for (var i = 1; i < wavelength.Length - 1; i++)
        {
            var first = WavelengthGrid.Nearest(grid, (wavelength[i] + wavelength[i - 1]) / 2);
            var end = WavelengthGrid.Nearest(grid, (wavelength[i] + wavelength[i + 1]) / 2);
            resampled.AsSpan(first..Math.Max(first, end)).Fill(response[i]);
        }

        return resampled;
    }
}
