using QuickLook.Core.Instrument;
using QuickLook.Core.Numerics;
using QuickLook.Core.Simulation.Randomness;

namespace QuickLook.Core.Simulation.Optics;

/// <summary>
/// Where the light of each fiber falls on the CCD of a camera, and how wide: Legendre series of the wavelength between the ends of
/// <see cref="ArmOptics"/>, as calibration files hold them. Fibers stand in bundles of 25 with gaps between them, the slit is tilted and curved on the CCD, and the
/// camera's distortion bends the spectra away from the middle. Immutable.
/// </summary>
internal sealed class CameraOptics
{
    /// <summary>Coefficients of x and y.</summary>
    public const int PositionTerms = 4;

    /// <summary>Coefficients of the widths.</summary>
    public const int WidthTerms = 3;

    private const double FiberPitch = 7.75;
    private const double Margin = 20;

    /// <summary>By how much the traces reach beyond the CCD, as fraction of its half height.</summary>
    private const double Overreach = 0.025;

    private readonly double[] x;
    private readonly double[] y;
    private readonly double[] sigmaX;
    private readonly double[] sigmaY;

    /// <summary>The optics of a camera; always the same.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="size">The size.</param>
    public CameraOptics(CameraId camera, InstrumentSize size)
    {
        Arm = ArmOptics.Of(camera.Arm);
        (Fibers, Rows, Columns) = (size.FiberCount, size.Rows(camera.Arm), size.Columns(camera.Arm));
        x = new double[Fibers * PositionTerms];
        y = new double[Fibers * PositionTerms];
        sigmaX = new double[Fibers * WidthTerms];
        sigmaY = new double[Fibers * WidthTerms];
        Fill(RandomStream.Of(RandomUse.Electronics, camera.Index, 1), 1.0 / size.DispersionFactor);
    }

    /// <summary>The arm.</summary>
    public ArmOptics Arm { get; }

    /// <summary>Fibers.</summary>
    public int Fibers { get; }

    /// <summary>Rows of the CCD.</summary>
    public int Rows { get; }

    /// <summary>Columns of the CCD.</summary>
    public int Columns { get; }

    /// <summary>x in pixels, <see cref="PositionTerms"/> coefficients per fiber.</summary>
    public ReadOnlySpan<double> X => x;

    /// <summary>y in pixels, <see cref="PositionTerms"/> coefficients per fiber.</summary>
    public ReadOnlySpan<double> Y => y;

    /// <summary>Sigma across the dispersion in pixels, <see cref="WidthTerms"/> coefficients per fiber.</summary>
    public ReadOnlySpan<double> SigmaX => sigmaX;

    /// <summary>Sigma along the dispersion in rows, <see cref="WidthTerms"/> coefficients per fiber.</summary>
    public ReadOnlySpan<double> SigmaY => sigmaY;

    /// <summary>The variable of the series.</summary>
    /// <param name="wavelength">Angstrom.</param>
    public double Reduced(double wavelength) => (2 * (wavelength - Arm.WaveMin) / Arm.Range) - 1;

    /// <summary>Column of a fiber's light of a reduced wavelength.</summary>
    public double XAt(int fiber, double reduced) => LegendreSeries.Value(X.Slice(fiber * PositionTerms, PositionTerms), reduced);

    /// <summary>Row of a fiber's light of a reduced wavelength.</summary>
    public double YAt(int fiber, double reduced) => LegendreSeries.Value(Y.Slice(fiber * PositionTerms, PositionTerms), reduced);

    /// <summary>Width across the dispersion of a reduced wavelength, pixels.</summary>
    public double SigmaXAt(int fiber, double reduced) => LegendreSeries.Value(SigmaX.Slice(fiber * WidthTerms, WidthTerms), reduced);

    /// <summary>Width along the dispersion of a reduced wavelength, rows.</summary>
    public double SigmaYAt(int fiber, double reduced) => LegendreSeries.Value(SigmaY.Slice(fiber * WidthTerms, WidthTerms), reduced);

    /// <summary>The reduced wavelength whose light falls on a row (Newton's method; y rises with the wavelength).</summary>
    /// <param name="fiber">The fiber.</param>
    /// <param name="row">The row, fractions too.</param>
    public double ReducedAt(int fiber, double row)
    {
        var c = Y.Slice(fiber * PositionTerms, PositionTerms);
        var u = (row - c[0]) / c[1];
        for (var i = 0; i < 4; i++)
        {
            u -= (LegendreSeries.Value(c, u) - row) / Slope(c, u);
        }

        return u;
    }

    /// <summary>Angstrom per row at a reduced wavelength.</summary>
    public double Dispersion(int fiber, double reduced) => Arm.Range / 2 / Slope(Y.Slice(fiber * PositionTerms, PositionTerms), reduced);

    private static double Slope(ReadOnlySpan<double> c, double u) => c[1] + (c[2] * 3 * u) + (c[3] * ((7.5 * u * u) - 1.5));

    private void Fill(RandomStream random, double rowScale)
    {
        var bundles = Fibers / InstrumentSize.FibersPerBundle;
        var bundlePitch = (Columns - (2 * Margin)) / bundles;
        var bundleWidth = FiberPitch * (InstrumentSize.FibersPerBundle - 1);
        var tilt = 4 + random.Symmetric();
        var bend = 3 + random.Symmetric();
        var slitTilt = 4 * random.Symmetric();
        var slitBend = 11 + (2 * random.Symmetric());
        var focus = 1 + (0.015 * random.Symmetric());
        for (var fiber = 0; fiber < Fibers; fiber++)
        {
            var (bundle, place) = Math.DivRem(fiber, InstrumentSize.FibersPerBundle);
            var column = Margin + (bundlePitch * bundle) + ((bundlePitch - bundleWidth) / 2) + (FiberPitch * place);
            var side = ((2 * column) / (Columns - 1)) - 1;
            Set(x, PositionTerms, fiber, column, tilt, bend + (5 * side), -0.4 * side);
            Set(
                y,
                PositionTerms,
                fiber,
                ((Rows - 1) / 2.0) + (rowScale * ((slitTilt * side) + (slitBend * ((side * side) - 0.5)))),
                Rows * (1 + Overreach) / 2,
                rowScale * 25,
                rowScale * 6
            );
            Set(sigmaX, WidthTerms, fiber, focus * (Arm.SigmaX + (0.03 * side * side)), 0.01, 0.03);
            Set(sigmaY, WidthTerms, fiber, focus * (Arm.SigmaY + (0.02 * side * side)), -0.01, 0.03);
        }
    }

    private static void Set(double[] table, int terms, int fiber, params ReadOnlySpan<double> values) =>
        values.CopyTo(table.AsSpan(fiber * terms, terms));
}
