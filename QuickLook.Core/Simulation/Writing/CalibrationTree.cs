using System.Globalization;
using System.Text;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation.Light;
using QuickLook.Core.Simulation.Optics;
using QuickLook.Core.Simulation.Randomness;

namespace QuickLook.Core.Simulation.Writing;

/// <summary>
/// The calibration of a camera in the layout of the later original (pipeline.md 1.3): <c>spec/sp{petal}/{camera}.yaml</c> and the three files that it names. It is what
/// a good calibration run would find: the true traces and widths, the true fiber flat with 0.1 % noise, the true throughput for a star at a usual moment.
/// </summary>
internal static class CalibrationTree
{
    private const double FlatNoise = 0.001;
    private const double FluxStep = 2;
    private const double SeeingStep = 0.1;

    /// <summary>Writes the calibration of a camera.</summary>
    /// <param name="root">Root of the tree.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="size">The size.</param>
    /// <returns>Done, or why a file cannot be written.</returns>
    public static Result<Done> Write(string root, CameraId camera, InstrumentSize size)
    {
        var folder = $"spec/sp{camera.Spectrograph}";
        var optics = new CameraOptics(camera, size);
        try
        {
            Directory.CreateDirectory(Path.Combine(root, folder));
            return FitsWriter
                .Write(Path.Combine(root, folder, $"psf-{camera}.fits"), Traces(optics))
                .Then(_ => FitsWriter.Write(Path.Combine(root, folder, $"fiberflat-{camera}.fits"), Flat(camera, size, optics)))
                .Then(_ => FitsWriter.Write(Path.Combine(root, folder, $"fluxcalib-{camera}.fits"), Flux(camera, size, optics)))
                .Then(_ => AtomicText.Write(Path.Combine(root, folder, $"{camera}.yaml"), Record(camera, folder)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the calibration folder cannot be made: {exception.Message}", root);
        }
    }

    private static string Record(CameraId camera, string folder)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Calibration of simulated camera {camera}")
            .AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"{camera}:")
            .AppendLine("  SIM:")
            .AppendLine("    DATE-OBS-BEGIN: '19000101'")
            .AppendLine("    DATE-OBS-END: None")
            .AppendLine(CultureInfo.InvariantCulture, $"    DETECTOR: {RawHeaders.Simulation}")
            .AppendLine(CultureInfo.InvariantCulture, $"    DOSVER: {RawHeaders.Simulation}")
            .AppendLine(CultureInfo.InvariantCulture, $"    FEEVER: {RawHeaders.Simulation}")
            .AppendLine(CultureInfo.InvariantCulture, $"    PSF: {folder}/psf-{camera}.fits")
            .AppendLine(CultureInfo.InvariantCulture, $"    FIBERFLAT: {folder}/fiberflat-{camera}.fits")
            .AppendLine(CultureInfo.InvariantCulture, $"    FLUXCALIB: {folder}/fluxcalib-{camera}.fits");
        foreach (var amplifier in Amplifiers.All)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    SATURLEV{amplifier.Digit()}: {RawHeaders.SaturationLevel}");
        }

        return text.ToString();
    }

    private static IReadOnlyList<FitsHduContent> Traces(CameraOptics optics)
    {
        var domain = new FitsHeader([
            FitsCard.Of("WAVEMIN", optics.Arm.WaveMin, "[Angstrom] in vacuum"),
            FitsCard.Of("WAVEMAX", optics.Arm.WaveMax, "[Angstrom] in vacuum"),
            FitsCard.Of("NPIX_Y", optics.Rows, "rows of the CCD"),
        ]);
        FitsHduContent Image(string name, ReadOnlySpan<double> values, int terms) =>
            FitsHduContent.Image<double>(name, values.ToArray(), [terms, optics.Fibers], domain);
        return
        [
            Image("XTRACE", optics.X, CameraOptics.PositionTerms),
            Image("YTRACE", optics.Y, CameraOptics.PositionTerms),
            Image("XSIG", optics.SigmaX, CameraOptics.WidthTerms),
            Image("YSIG", optics.SigmaY, CameraOptics.WidthTerms),
        ];
    }

    private static IReadOnlyList<FitsHduContent> Flat(CameraId camera, InstrumentSize size, CameraOptics optics)
    {
        var throughput = new FiberThroughput(camera, size);
        var random = RandomStream.Of(RandomUse.Calibration, camera.Index);
        var bins = optics.Rows;
        var (flat, inverseVariance, mask) = (
            new float[optics.Fibers * bins],
            new float[optics.Fibers * bins],
            new int[optics.Fibers * bins]
        );
        var (mean, wavelength) = (new float[bins], new float[bins]);
        for (var bin = 0; bin < bins; bin++)
        {
            wavelength[bin] = (float)(optics.Arm.WaveMin + (optics.Arm.Range * bin / (bins - 1)));
            mean[bin] = (float)(Continua.FlatLamp(camera.Arm, wavelength[bin]) / size.DispersionFactor);
        }

        for (var fiber = 0; fiber < optics.Fibers; fiber++)
        {
            if (throughput.Dead.Contains(fiber))
            {
                mask.AsSpan(fiber * bins, bins).Fill(1);
                continue;
            }

            for (var bin = 0; bin < bins; bin++)
            {
                var at = (fiber * bins) + bin;
                var level = throughput.At(fiber, optics.Reduced(wavelength[bin]));
                flat[at] = (float)(level * (1 + (FlatNoise * random.Gaussian())));
                inverseVariance[at] = (float)(1 / (level * level * FlatNoise * FlatNoise));
            }
        }

        int[] shape = [bins, optics.Fibers];
        return
        [
            FitsHduContent.Image<float>("FIBERFLAT", flat, shape),
            FitsHduContent.Image<float>("IVAR", inverseVariance, shape),
            FitsHduContent.Image<int>("MASK", mask, shape),
            FitsHduContent.Image<float>("MEANSPEC", mean, [bins]),
            FitsHduContent.Image<float>("WAVELENGTH", wavelength, [bins], new FitsHeader([FitsCard.Of("BUNIT", "Angstrom")])),
        ];
    }

    private static IReadOnlyList<FitsHduContent> Flux(CameraId camera, InstrumentSize size, CameraOptics optics)
    {
        var usual = ObservingConditions.Usual;
        var fraction = Throughput.PointSourceFraction(usual.SeeingArcsec);

        // Magnitudes lost per arcsecond of seeing, near the usual one.
        var seeingTerm =
            -2.5
            * Math.Log10(
                Throughput.PointSourceFraction(usual.SeeingArcsec + SeeingStep)
                    / Throughput.PointSourceFraction(usual.SeeingArcsec - SeeingStep)
            )
            / (2 * SeeingStep);
        var bins = (int)(optics.Arm.Range / FluxStep) + 1;
        var (average, airmass, seeing, wavelength) = (new float[bins], new float[bins], new float[bins], new float[bins]);
        for (var bin = 0; bin < bins; bin++)
        {
            wavelength[bin] = (float)(optics.Arm.WaveMin + (bin * FluxStep));
            airmass[bin] = (float)Throughput.Extinction(wavelength[bin]);
            seeing[bin] = (float)seeingTerm;
            average[bin] = (float)(
                Throughput.ElectronRate(camera.Arm, wavelength[bin])
                * fraction
                * Math.Pow(10, -0.4 * Throughput.Extinction(wavelength[bin]) * usual.Airmass)
                / size.DispersionFactor
            );
        }

        return
        [
            FitsHduContent.Image<float>("FLUXCALIB", average, [bins]),
            FitsHduContent.Image<float>("ATERM", airmass, [bins], new FitsHeader([FitsCard.Of("PAIRMASS", usual.Airmass)])),
            FitsHduContent.Image<float>("STERM", seeing, [bins], new FitsHeader([FitsCard.Of("PSEEING", usual.SeeingArcsec)])),
            FitsHduContent.Image<float>("WAVELENGTH", wavelength, [bins], new FitsHeader([FitsCard.Of("BUNIT", "Angstrom")])),
        ];
    }
}
