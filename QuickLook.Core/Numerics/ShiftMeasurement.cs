using System.Buffers;
using System.Numerics.Tensors;

namespace QuickLook.Core.Numerics;

/// <summary>
/// <see cref="SpectralShift"/> for many spectra against one reference: the smoothed reference and the smoothing itself are prepared once.
/// Immutable; any number of threads may measure at the same time.
/// </summary>
public sealed class ShiftMeasurement
{
    /// <summary>Standard deviation of the smoothing that <c>calibrate</c> compares levels with, Å.</summary>
    private const double SmoothingWidth = 500;

    private readonly double[] reference;
    private readonly GaussianSmoothing? smoothing;

    /// <summary>The smoothed reference; null when it is not above 0 everywhere, which leaves the reference as it is.</summary>
    private readonly double[]? level;
    private readonly double step;
    private readonly int reach;

    /// <summary>Prepares measurements against a reference.</summary>
    /// <param name="wavelength">Å, ascending, in equal steps; not kept.</param>
    /// <param name="reference">The reference on these wavelengths; copied.</param>
    /// <param name="halfRange">Largest displacement to try, Å, at least 0.</param>
    /// <exception cref="ArgumentException">Lengths that do not agree, or wavelengths that do not ascend.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A negative range.</exception>
    public ShiftMeasurement(ReadOnlySpan<double> wavelength, ReadOnlySpan<double> reference, double halfRange)
        : this(wavelength, reference, halfRange, canCalibrate: true) { }

    internal ShiftMeasurement(ReadOnlySpan<double> wavelength, ReadOnlySpan<double> reference, double halfRange, bool canCalibrate)
    {
        Lengths.MustAgree(wavelength.Length, reference.Length, nameof(reference));
        if (!(halfRange >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(halfRange), halfRange, "A range is at least 0.");
        }

        this.reference = reference.ToArray();
        if (wavelength.Length < 2)
        {
            return;
        }

        step = wavelength[1] - wavelength[0];
        if (!(step > 0))
        {
            throw new ArgumentException("Wavelengths must ascend.", nameof(wavelength));
        }

        // A range beyond the block leaves nothing to compare, and need not be counted in bins.
        reach = (int)Math.Min(halfRange / step, wavelength.Length) + 1;
        if (canCalibrate)
        {
            smoothing = new GaussianSmoothing(wavelength.Length, step / SmoothingWidth);
            level = new double[reference.Length];
            smoothing.Smooth(reference, level);
            if (Array.Exists(level, value => !(value > 0)))
            {
                level = null;
            }
        }
    }

    /// <summary>Measures one spectrum.</summary>
    /// <param name="flux">The spectrum on the reference's wavelengths.</param>
    /// <param name="weights">Weight of each bin's squared difference (inverse variance), 0 for unusable bins, whose flux is finite still.</param>
    /// <param name="calibrate">
    /// True to scale the reference first to the spectrum's local level, smoothed over 500 Å; without effect where the smoothed reference is not
    /// above 0 everywhere.
    /// </param>
    /// <returns>The shift, or <see cref="ShiftEstimate.None"/>.</returns>
    /// <exception cref="ArgumentException">Lengths that do not agree.</exception>
    public ShiftEstimate Measure(ReadOnlySpan<double> flux, ReadOnlySpan<double> weights, bool calibrate)
    {
        Lengths.MustAgree(reference.Length, flux.Length, nameof(flux));
        Lengths.MustAgree(reference.Length, weights.Length, nameof(weights));
        if (flux.Length < 2)
        {
            return ShiftEstimate.None;
        }

        if (!calibrate || level is null)
        {
            return SpectralShift.Scan(flux, reference, weights, step, reach);
        }

        var rented = ArrayPool<double>.Shared.Rent(flux.Length);
        var scaled = rented.AsSpan(0, flux.Length);
        smoothing!.Smooth(flux, scaled);
        TensorPrimitives.Divide(scaled, level, scaled);
        TensorPrimitives.Multiply(scaled, reference, scaled);
        var estimate = SpectralShift.Scan(flux, scaled, weights, step, reach);
        ArrayPool<double>.Shared.Return(rented);
        return estimate;
    }
}
