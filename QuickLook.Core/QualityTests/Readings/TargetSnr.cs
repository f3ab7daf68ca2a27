using System.Collections.Immutable;

namespace QuickLook.Core.QualityTests.Readings;

/// <summary>Signal to noise of all targets of a type.</summary>
/// <param name="Type">The type: <c>ELG</c>.</param>
/// <param name="Snr">Median signal to noise by fiber; empty when it could not be joined to fibers.</param>
/// <param name="Magnitude">Magnitude in the arm's band by fiber; NaN for a target without flux.</param>
/// <param name="Curve">What was fitted to it; null when there is no fit or no exposure time.</param>
public sealed record TargetSnr(string Type, FiberSeries Snr, FiberSeries Magnitude, SnrCurve? Curve)
{
    /// <summary>How far each fiber is from the curve, as a fraction of the curve; NaN where it has no magnitude. Empty without a curve.</summary>
    public FiberSeries Residuals =>
        Curve is { } curve
            ? Snr with
            {
                Values = [.. Snr.Fibers.Select((fiber, at) => Residual(Snr.Values[at], curve.At(Magnitude.Of(fiber))))],
            }
            : new FiberSeries { Name = Type };

    /// <summary>Fibers with a magnitude and a signal above zero, by number: those that a figure with a logarithmic axis can show.</summary>
    public ImmutableArray<int> Shown => [.. Snr.Fibers.Where(fiber => Snr.Of(fiber) > 0 && double.IsFinite(Magnitude.Of(fiber)))];

    private static double Residual(double snr, double model) => model > 0 && double.IsFinite(snr) ? (snr - model) / model : double.NaN;
}
