using QuickLook.Core.Fits;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Results;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Formats.Spectra;

/// <summary>Fiber flats and flux calibrations (pipeline.md 1.3). Numbers of golden files: astropy 5.2 on the same files.</summary>
public sealed class CalibrationSpectraTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-calibration-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_calibration_fiber_flat_is_read()
    {
        using var flat = GoldenCamera.Succeed(FiberFlatFile.Read(Calibration("fiberflat-r0")));

        (flat.Count, flat.Throughput.Width).ShouldBe((75, 455));
        flat.Throughput[5, 100].ShouldBe(0.9668999910354614f);
        flat.InverseVariance[5, 100].ShouldBe(1_000_000f);
        flat.Mask[5, 100].ShouldBe(0u);
        flat.MeanSpectrum[7].ShouldBe(1000);
        flat.Wavelength[0].ShouldBe(5590);
        flat.Wavelength[^1].ShouldBe(7769.2001953125);
        flat.Fibers.IsDefault.ShouldBeTrue();
        flat.ReducedChiSquare.ShouldBeNull();
    }

    [Fact]
    public void A_fiber_flat_that_the_original_made_is_read()
    {
        using var flat = GoldenCamera.Succeed(FiberFlatFile.Read(GoldenSet.A.ExpectedFrame("fiberflat", "r0", 103)));

        flat.Throughput[5, 100].ShouldBe(0.9957108497619629f);
        flat.ReducedChiSquare.ShouldBe(0.5718727528156342);
        flat.Mask.Span.ToArray().Count(mask => mask != 0).ShouldBe(1513);
    }

    [Fact]
    public void A_flux_calibration_is_read()
    {
        var calibration = GoldenCamera.Succeed(FluxCalibrationFile.Read(Calibration("fluxcalib-r0")));

        calibration.Average.Length.ShouldBe(2181);
        calibration.Average[100].ShouldBe(0.013896741904318333);
        calibration.AirmassTerm[100].ShouldBe(0.16838312149047852);
        calibration.SeeingTerm[100].ShouldBe(0.5364999771118164);
        calibration.Wavelength[100].ShouldBe(5690);
        (calibration.PivotAirmass, calibration.PivotSeeing).ShouldBe((1.0, 1.1));
    }

    [Fact]
    public void A_fiber_flat_knows_its_fibers_from_its_fibermap()
    {
        var hdus = Flat();
        hdus.Add(FitsHduContent.Table("FIBERMAP", [FitsColumnContent.Of("FIBER", [503, 501])]));

        using var flat = GoldenCamera.Succeed(FiberFlatFile.Read(Write(hdus)));

        flat.Fibers.Select(fiber => fiber.Number).ShouldBe([503, 501]);
    }

    [Theory]
    [InlineData(new[] { 503 })]
    [InlineData(new[] { 503, 5000 })]
    [InlineData(new[] { 503, -1 })]
    public void A_fibermap_that_does_not_fit_the_flat_is_a_failure(int[] fibers)
    {
        var hdus = Flat();
        hdus.Add(FitsHduContent.Table("FIBERMAP", [FitsColumnContent.Of("FIBER", fibers)]));

        FiberFlatFile.Read(Write(hdus)).Failure.ShouldNotBeNull().ToString().ShouldContain("HDU 5 (FIBERMAP)");
    }

    [Fact]
    public void A_throughput_that_is_no_number_is_unknown()
    {
        var hdus = Flat();
        hdus[0] = FitsHduContent.Image<float>("FIBERFLAT", new float[] { 1, float.NaN, 1, 1, 1, 1 }, [3, 2]);
        hdus[1] = FitsHduContent.Image<float>("IVAR", new float[] { 5, 5, 5, float.PositiveInfinity, 5, 5 }, [3, 2]);

        using var flat = GoldenCamera.Succeed(FiberFlatFile.Read(Write(hdus)));

        flat.Throughput.Span.ToArray().ShouldBe([1, 0, 1, 0, 1, 1]);
        flat.InverseVariance.Span.ToArray().ShouldBe([5, 0, 5, 0, 5, 5]);
    }

    [Theory]
    [InlineData(0, new[] { 6 }, "FIBERFLAT")]
    [InlineData(1, new[] { 2, 3 }, "IVAR")]
    [InlineData(2, new[] { 3, 2, 1 }, "MASK")]
    [InlineData(3, new[] { 4 }, "MEANSPEC")]
    [InlineData(4, new[] { 3, 1 }, "WAVELENGTH")]
    public void Arrays_of_a_flat_that_do_not_fit_together_are_a_failure_at_the_HDU(int index, int[] axes, string name)
    {
        var hdus = Flat();
        hdus[index] = FitsHduContent.Image<int>(name, new int[axes.Aggregate(1, (product, axis) => product * axis)], axes);

        FiberFlatFile.Read(Write(hdus)).Failure.ShouldNotBeNull().Place.ShouldNotBeNull().ShouldContain($"HDU {index} ({name})");
    }

    [Theory]
    [InlineData(1, "IVAR")]
    [InlineData(2, "MASK")]
    [InlineData(3, "MEANSPEC")]
    [InlineData(4, "WAVELENGTH")]
    public void A_flat_without_one_of_its_arrays_is_a_failure(int index, string name)
    {
        var hdus = Flat();
        hdus.RemoveAt(index);

        FiberFlatFile.Read(Write(hdus)).Failure.ShouldNotBeNull().ToString().ShouldBe($"calibration.fits: there is no HDU {name}");
    }

    [Theory]
    [InlineData(new[] { 4000.0, 3999, 4001 })]
    [InlineData(new[] { 4000.0, 4000, 4001 })]
    [InlineData(new[] { 4000.0, double.NaN, 4001 })]
    public void Wavelengths_of_a_flat_are_finite_and_ascend(double[] wavelengths)
    {
        var hdus = Flat();
        hdus[4] = FitsHduContent.Image<double>("WAVELENGTH", wavelengths, [3]);

        FiberFlatFile.Read(Write(hdus)).Failure.ShouldNotBeNull().Place.ShouldNotBeNull().ShouldContain("HDU 4 (WAVELENGTH)");
    }

    [Fact]
    public void A_mask_of_real_numbers_is_a_failure()
    {
        var hdus = Flat();
        hdus[2] = FitsHduContent.Image<float>("MASK", new float[6], [3, 2]);

        FiberFlatFile.Read(Write(hdus)).Failure.ShouldNotBeNull().ToString().ShouldContain("HDU 2 (MASK)");
    }

    [Fact]
    public void A_flat_that_is_cut_off_fails_as_one_that_may_still_grow()
    {
        var path = Write(Flat());
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);

        FiberFlatFile.Read(path).Failure.ShouldNotBeNull().Kind.ShouldBe(FailureKind.Unfinished);
    }

    [Fact]
    public void Further_HDUs_of_a_flux_calibration_are_ignored()
    {
        List<FitsHduContent> hdus = [.. FluxCalibration(), FitsHduContent.Image<int>("EXTRA", new int[1], [1])];

        GoldenCamera.Succeed(FluxCalibrationFile.Read(Write(hdus))).PivotSeeing.ShouldBe(1.1);
    }

    [Theory]
    [InlineData("PAIRMASS", 1)]
    [InlineData("PSEEING", 2)]
    public void A_flux_calibration_without_its_pivot_is_a_failure_that_names_the_keyword(string keyword, int index)
    {
        var hdus = FluxCalibration();
        hdus[index] = FitsHduContent.Image<double>(hdus[index].Name, new double[3], [3]);

        var failure = FluxCalibrationFile.Read(Write(hdus)).Failure.ShouldNotBeNull();

        failure.Reason.ShouldContain(keyword);
        failure.Place.ShouldNotBeNull().ShouldContain($"calibration.fits, HDU {index}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Arrays_of_a_flux_calibration_have_one_finite_value_per_wavelength(int index)
    {
        var hdus = FluxCalibration();
        var (name, header) = (hdus[index].Name, hdus[index].Header);
        hdus[index] = FitsHduContent.Image<double>(name, new double[4], [4], header);
        FluxCalibrationFile.Read(Write(hdus)).Failure.ShouldNotBeNull().ToString().ShouldContain("calibration.fits, HDU");

        hdus[index] = FitsHduContent.Image<double>(name, new[] { 1, double.NaN, 2 }, [3], header);
        FluxCalibrationFile.Read(Write(hdus)).Failure.ShouldNotBeNull().ToString().ShouldContain($"HDU {index} ({name})");
    }

    private static string Calibration(string name) => Path.Combine(GoldenSet.A.CalibrationRoot, "spec", "sp0", $"{name}.fits.gz");

    /// <summary>Two fibers, three bins.</summary>
    private static List<FitsHduContent> Flat() =>
        [
            FitsHduContent.Image<float>("FIBERFLAT", new float[] { 1, 1, 1, 1, 1, 1 }, [3, 2]),
            FitsHduContent.Image<float>("IVAR", new float[6], [3, 2]),
            FitsHduContent.Image<uint>("MASK", new uint[6], [3, 2]),
            FitsHduContent.Image<float>("MEANSPEC", new float[3], [3]),
            FitsHduContent.Image<float>("WAVELENGTH", new float[] { 4000, 4001, 4002 }, [3]),
        ];

    private static List<FitsHduContent> FluxCalibration() =>
        [
            FitsHduContent.Image<double>("FLUXCALIB", new double[3], [3]),
            FitsHduContent.Image<double>("ATERM", new double[3], [3], new FitsHeader([FitsCard.Of("PAIRMASS", 1.2)])),
            FitsHduContent.Image<double>("STERM", new double[3], [3], new FitsHeader([FitsCard.Of("PSEEING", 1.1)])),
            FitsHduContent.Image<double>("WAVELENGTH", new[] { 4000.0, 4001, 4002 }, [3]),
        ];

    private string Write(IReadOnlyList<FitsHduContent> hdus)
    {
        var path = Path.Combine(folder, "calibration.fits");
        GoldenCamera.Succeed(FitsWriter.Write(path, hdus));
        return path;
    }
}
