using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Optics;
using QuickLook.Tests.Golden;
using static QuickLook.Tests.Core.Simulation.SimulationFolder;

namespace QuickLook.Tests.Core.Simulation.Writing;

public sealed class CalibrationTreeTests : IDisposable
{
    private readonly SimulationFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_lookup_finds_the_calibration_of_a_simulated_exposure_of_any_night()
    {
        folder.WriteCalibration(B0, Z0);
        using var exposure = GoldenCamera.Succeed(RawExposure.Open(folder.Write(Order(Flavor.Zero, 1, Z0)).RawFile));
        var identity = GoldenCamera.Succeed(exposure.ReadIdentity(Z0));

        var record = GoldenCamera.Succeed(CalibrationLookup.Find(folder.Calibration, Z0, identity, exposure.Metadata));
        var earlier = exposure.Metadata with { Night = new Night(new DateOnly(2019, 1, 1)) };

        record.FilePath("PSF").Value.ShouldEndWith("psf-z0.fits");
        record.Number("SATURLEV", Amplifier.D).Value.ShouldBe(64_000);
        CalibrationLookup.Find(folder.Calibration, Z0, identity, earlier).Failure.ShouldBeNull();
    }

    [Fact]
    public void The_traces_are_those_that_the_light_follows()
    {
        folder.WriteCalibration(R0);
        var traces = GoldenCamera.Succeed(TraceSetFile.Read(PathOf("psf-r0.fits")));
        var optics = new CameraOptics(R0, InstrumentSize.Tiny);

        traces.FiberCount.ShouldBe(100);
        traces.CcdRows.ShouldBe(516);
        for (var fiber = 0; fiber < 100; fiber += 9)
        {
            var reduced = optics.Reduced(6500);
            traces.XAt(fiber, 6500).ShouldBe(optics.XAt(fiber, reduced), 1e-9);
            traces.YAt(fiber, 6500).ShouldBe(optics.YAt(fiber, reduced), 1e-9);
        }

        traces.XSigma.ShouldNotBeNull();
        traces.YSigma.ShouldNotBeNull();
    }

    [Fact]
    public void The_fiber_flat_has_a_mean_of_one_and_a_spread_of_ten_percent()
    {
        folder.WriteCalibration(R0);
        using var flat = GoldenCamera.Succeed(FiberFlatFile.Read(PathOf("fiberflat-r0.fits")));

        flat.Count.ShouldBe(100);
        double[] levels = [.. Enumerable.Range(0, 100).Select(fiber => (double)Mean(flat.Throughput.Row(fiber)))];
        levels.Average().ShouldBe(1, 0.001);
        levels.Min().ShouldBe(0.9, 0.01);
        levels.Max().ShouldBe(1.1, 0.01);
        flat.Mask.Span.ToArray().ShouldAllBe(bits => bits == 0);
    }

    [Fact]
    public void The_flux_calibration_holds_for_the_usual_moment()
    {
        folder.WriteCalibration(B0);
        var flux = GoldenCamera.Succeed(FluxCalibrationFile.Read(PathOf("fluxcalib-b0.fits")));

        flux.PivotAirmass.ShouldBe(ObservingConditions.Usual.Airmass);
        flux.PivotSeeing.ShouldBe(ObservingConditions.Usual.SeeingArcsec);
        flux.Average.ShouldAllBe(value => value > 0);
        flux.AirmassTerm[0].ShouldBeGreaterThan(flux.AirmassTerm[^1]);
        flux.SeeingTerm.ShouldAllBe(term => term > 0);
    }

    private static float Mean(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return (float)(sum / values.Length);
    }

    private string PathOf(string name) => Path.Combine(folder.Calibration, "spec", "sp0", name);
}
