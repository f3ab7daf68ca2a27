using System.Collections.Immutable;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.QualityTests;

/// <summary>How signal to noise is fitted by brightness. A strategy of <see cref="CalculateSnr"/>.</summary>
internal abstract class SnrFitRule
{
    private SnrFitRule() { }

    /// <summary>
    /// The default. A median of n bins, each with an error of 1 in units of signal to noise, has the error √(π/2n); each fiber is weighted by its
    /// own, so fibers with equally many good bins weigh the same, and the sum is a real chi square. (Weights by brightness would let one
    /// fiber without throughput decide the fit.) Fibers without flux in the fibermap or without good bins take no part, two fibers are needed, and
    /// everything is computed from the finest grid.
    /// </summary>
    public static SnrFitRule Default { get; } = new Weighted();

    /// <summary>
    /// The original's, with its defects (pipeline.md 7.2, no. 8): deviations are divided by the variance of the flux, and by that of another
    /// fiber, because brightness and signal are sorted and variances are not; a flux that is not above 0 becomes the magnitude 0; the value at
    /// the fiducial magnitude comes from the coarse grid, the coefficients from the finest.
    /// </summary>
    public static SnrFitRule Original { get; } = new Misplaced();

    /// <summary>What bins without a value mean to the medians.</summary>
    public abstract MissingBins Missing { get; }

    /// <summary>Types to fit.</summary>
    /// <param name="program">The program.</param>
    /// <param name="fibers">The fibers.</param>
    public abstract ImmutableArray<TargetType> TypesOf(ObservingProgram program, PetalFibers fibers);

    /// <summary>Magnitude of a target.</summary>
    /// <param name="flux">Nanomaggies.</param>
    public abstract double Magnitude(float flux);

    /// <summary>The order in which residuals are listed: indices of the sample.</summary>
    /// <param name="sample">Fibers of one type.</param>
    public abstract int[] Order(TargetSnr sample);

    /// <summary>Fits.</summary>
    /// <param name="sample">Fibers of one type.</param>
    /// <param name="exposureTime">Seconds; NaN when not known.</param>
    /// <returns>The model for the coefficients and the one for the fiducial magnitude; null when there is nothing to fit.</returns>
    public abstract (SnrModel Model, SnrModel Fiducial)? Fit(TargetSnr sample, double exposureTime);

    private sealed class Weighted : SnrFitRule
    {
        public override MissingBins Missing => MissingBins.LeaveOut;

        public override ImmutableArray<TargetType> TypesOf(ObservingProgram program, PetalFibers fibers) => TargetType.Of(program, fibers);

        public override double Magnitude(float flux) => TargetMagnitude.Of(flux);

        public override int[] Order(TargetSnr sample) => [.. Enumerable.Range(0, sample.Count)];

        public override (SnrModel Model, SnrModel Fiducial)? Fit(TargetSnr sample, double exposureTime)
        {
            int[] usable =
            [
                .. Enumerable.Range(0, sample.Count).Where(i => double.IsFinite(sample.Magnitudes[i]) && double.IsFinite(sample.Snr[i])),
            ];
            if (usable.Length < SnrModel.Parameters || double.IsNaN(exposureTime))
            {
                return null;
            }

            var fit = SnrGridSearch.Fit(
                Array.ConvertAll(usable, i => TargetMagnitude.ToFlux(sample.Magnitudes[i])),
                Array.ConvertAll(usable, i => sample.Snr[i]),
                Array.ConvertAll(usable, i => 2 * sample.GoodBins[i] / Math.PI),
                exposureTime
            );
            return fit is var (_, finest) ? (finest, finest) : null;
        }
    }

    private sealed class Misplaced : SnrFitRule
    {
        public override MissingBins Missing => MissingBins.CountAsZero;

        public override ImmutableArray<TargetType> TypesOf(ObservingProgram program, PetalFibers fibers) => TargetType.Present(fibers);

        public override double Magnitude(float flux) => flux > 0 ? TargetMagnitude.Of(flux) : 0;

        public override int[] Order(TargetSnr sample) => [.. Enumerable.Range(0, sample.Count).OrderBy(i => sample.Magnitudes[i])];

        public override (SnrModel Model, SnrModel Fiducial)? Fit(TargetSnr sample, double exposureTime)
        {
            if (sample.Count == 0 || double.IsNaN(exposureTime))
            {
                return null;
            }

            var order = Order(sample);
            var fit = SnrGridSearch.Fit(
                Array.ConvertAll(order, i => TargetMagnitude.ToFlux(sample.Magnitudes[i])),
                Array.ConvertAll(order, i => sample.Snr[i]),
                Array.ConvertAll(sample.MedianInverseVariance, value => value * value),
                exposureTime
            );
            return fit is var (coarse, finest) ? (finest, coarse) : null;
        }
    }
}
