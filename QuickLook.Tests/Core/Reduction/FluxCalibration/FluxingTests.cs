using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Reduction.FluxCalibration;
using QuickLook.Tests.Golden;
using Average = QuickLook.Core.Formats.Spectra.FluxCalibration;

namespace QuickLook.Tests.Core.Reduction.FluxCalibration;

public sealed class FluxingTests
{
    private static readonly Average Calibration = new()
    {
        Wavelength = [5000, 6000],
        Average = [2, 4],
        AirmassTerm = [0.1, 0.1],
        PivotAirmass = 1,
        SeeingTerm = [0.5, 0.5],
        PivotSeeing = 1.1,
    };

    [Fact]
    public void Flux_is_electrons_over_calibration_and_exposure_time()
    {
        using var spectra = Drawn();

        GoldenCamera.Succeed(Fluxing.Apply(spectra, null, Calibration, 100, 1, 1.1));

        // 600 electrons/Å at 5500 Å, where the calibration is 3: 600 / (3 * 100).
        ((double)spectra.Flux[0, 5]).ShouldBe(2, 1e-6);
        ((double)spectra.InverseVariance[0, 5]).ShouldBe(0.25 * 300 * 300, 1e-2);
        spectra.Unit.ShouldBe(FiberSpectra.CalibratedFlux);
    }

    [Fact]
    public void Airmass_and_seeing_correct_the_calibration_in_magnitudes()
    {
        using var spectra = Drawn();

        GoldenCamera.Succeed(Fluxing.Apply(spectra, null, Calibration, 100, 2, 1.3));

        // One airmass more is 0.1 mag, 0.2 arcsec more is 0.1 mag.
        ((double)spectra.Flux[0, 5]).ShouldBe(2 * Math.Pow(10, 0.4 * 0.2), 1e-5);
    }

    [Fact]
    public void A_missing_airmass_or_seeing_takes_the_calibration_s_own()
    {
        using var spectra = Drawn();

        GoldenCamera.Succeed(Fluxing.Apply(spectra, null, Calibration, 100, null, null));

        ((double)spectra.Flux[0, 5]).ShouldBe(2, 1e-6);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.0)]
    public void Without_an_exposure_time_nothing_is_divided_by_zero(double? exposureSeconds)
    {
        using var spectra = Drawn();

        Fluxing.Apply(spectra, null, Calibration, exposureSeconds, 1, 1).Failure.ShouldNotBeNull().Place.ShouldBe("EXPTIME");
    }

    private static FiberSpectra Drawn() => DrawnSpectra.Of(1, 11, (_, bin) => 5000 + (100 * bin), (_, _) => 600, (_, _) => 0.25);
}
