using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class SpectralShiftTests
{
    // pipeline.md, appendix B5: two lines, displaced by 0.33 Å.
    private static readonly double[] Wavelength = Enumerable.Range(0, 200).Select(k => 5000 + (0.2 * k)).ToArray();
    private static readonly double[] Reference = Lines(0);
    private static readonly double[] Displaced = Lines(0.33);
    private static readonly double[] Weights = Enumerable.Repeat(0.1, 200).ToArray();

    [Fact]
    public void A_displaced_spectrum_is_found_where_the_original_finds_it()
    {
        var shift = SpectralShift.Measure(Displaced, Wavelength, Reference, Weights, 3, calibrate: false);
        shift.Shift.ShouldBe(-0.3310272373107429, 1e-12);
        shift.Error.ShouldBe(0.01893488162061469, 1e-13);
    }

    [Fact]
    public void A_different_level_is_calibrated_away_as_the_original_does_it()
    {
        var brighter = Displaced.Select(v => 1.2 * v).ToArray();
        var shift = SpectralShift.Measure(brighter, Wavelength, Reference, Weights, 3, calibrate: true);
        shift.Shift.ShouldBe(-0.33098719083467976, 1e-12);
        shift.Error.ShouldBe(0.01671911900428948, 1e-13);
    }

    [Fact]
    public void One_reference_serves_many_threads()
    {
        var measurement = new ShiftMeasurement(Wavelength, Reference, 3);
        var brighter = Displaced.Select(v => 1.2 * v).ToArray();
        Parallel.For(
            0,
            64,
            _ =>
            {
                measurement.Measure(Displaced, Weights, calibrate: false).Shift.ShouldBe(-0.3310272373107429, 1e-12);
                measurement.Measure(brighter, Weights, calibrate: true).Shift.ShouldBe(-0.33098719083467976, 1e-12);
            }
        );
    }

    [Fact]
    public void Measuring_against_a_kept_reference_allocates_nothing()
    {
        var measurement = new ShiftMeasurement(Wavelength, Reference, 3);
        Allocations.LeastOf(() => measurement.Measure(Displaced, Weights, calibrate: true)).ShouldBe(0);
    }

    [Theory]
    [InlineData(7.0)]
    [InlineData(-7.0)]
    public void A_spectrum_displaced_beyond_the_range_has_no_shift(double displacement)
    {
        // One line, so that nothing but the true displacement makes a minimum.
        var line = Wavelength.Select(w => 10 + (100 * Gaussian(w, 5020 + displacement))).ToArray();
        var reference = Wavelength.Select(w => 10 + (100 * Gaussian(w, 5020))).ToArray();
        SpectralShift.Measure(line, Wavelength, reference, Weights, 3, calibrate: false).ShouldBe(ShiftEstimate.None);
    }

    [Fact]
    public void Nothing_to_compare_gives_no_shift()
    {
        var zeros = new double[200];
        SpectralShift.Measure(Displaced, Wavelength, Reference, zeros, 3, calibrate: false).ShouldBe(ShiftEstimate.None);
        SpectralShift.Measure(Displaced, Wavelength, Reference, Weights, 300, calibrate: false).ShouldBe(ShiftEstimate.None);
        SpectralShift.Measure([1], [5000], [1], [1], 3, calibrate: true).ShouldBe(ShiftEstimate.None);
        SpectralShift.Measure([], [], [], [], 3, calibrate: true).ShouldBe(ShiftEstimate.None);
        var noNumbers = Enumerable.Repeat(double.NaN, 200).ToArray();
        SpectralShift.Measure(noNumbers, Wavelength, Reference, Weights, 3, calibrate: true).ShouldBe(ShiftEstimate.None);
    }

    [Fact]
    public void A_reference_that_is_not_positive_is_not_calibrated()
    {
        var negative = Reference.Select(v => -v).ToArray();
        var displaced = Displaced.Select(v => -v).ToArray();
        var shift = SpectralShift.Measure(displaced, Wavelength, negative, Weights, 3, calibrate: true);
        shift.Shift.ShouldBe(-0.3310272373107429, 1e-12);
    }

    [Fact]
    public void Impossible_arguments_are_refused()
    {
        Should.Throw<ArgumentException>(() => new ShiftMeasurement([2, 1], [1, 1], 3));
        Should.Throw<ArgumentException>(() => new ShiftMeasurement([1, 2], [1], 3));
        Should.Throw<ArgumentOutOfRangeException>(() => new ShiftMeasurement([1, 2], [1, 1], double.NaN));
        Should.Throw<ArgumentException>(() => new ShiftMeasurement([1, 2], [1, 1], 3).Measure([1], [1, 1], calibrate: false));
    }

    private static double[] Lines(double displacement) =>
        Wavelength.Select(w => 10 + (100 * Gaussian(w, 5020 + displacement)) + (60 * Gaussian(w, 5008 + displacement))).ToArray();

    private static double Gaussian(double wavelength, double centre)
    {
        var t = (wavelength - centre) / 1.5;
        return Math.Exp(-t * t / 2);
    }
}
