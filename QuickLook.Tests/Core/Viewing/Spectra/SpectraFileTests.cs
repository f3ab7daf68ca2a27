using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;
using QuickLook.Core.Viewing.Spectra;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Viewing.Spectra;

public sealed class SpectraFileTests : IDisposable
{
    private static readonly CameraId R0 = CameraId.Parse("r0").Value;

    private readonly string folder = Directory.CreateTempSubdirectory("ql-spectra-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Numbers of astropy: row of FIBER, bins 0, 100, 500 and 1031 of FLUX, IVAR and WAVELENGTH of the original's frame.
    [Theory]
    [InlineData(
        0,
        17.044288635253906,
        81.79112243652344,
        90.9393310546875,
        20.266965866088867,
        0.01848469488322735,
        5618.2887407955295,
        7736.8755867254185
    )]
    [InlineData(
        11,
        24.618764877319336,
        186.02557373046875,
        183.84507751464844,
        27.757600784301758,
        0.009732527658343315,
        5618.894045138679,
        7737.430629880762
    )]
    [InlineData(
        74,
        22.521066665649414,
        81.44602966308594,
        86.28863525390625,
        23.088356018066406,
        0.01906692050397396,
        5621.701099474718,
        7739.987170595717
    )]
    public void Spectra_of_the_original_are_read_as_astropy_reads_them(
        int fiber,
        double first,
        double hundredth,
        double fiveHundredth,
        double last,
        double variance,
        double low,
        double high
    )
    {
        var listed = SpectraFile.List(GoldenSet.A.ExpectedFrame("qframe-Extract_QP", "r0", 104), R0).Value;

        var spectrum = SpectraFile.Read(listed, new FiberId(fiber)).Value;

        spectrum.Flux.Length.ShouldBe(1032);
        (spectrum.Flux[0], spectrum.Flux[100], spectrum.Flux[500], spectrum.Flux[1031]).ShouldBe((first, hundredth, fiveHundredth, last));
        spectrum.InverseVariance[100].ShouldBe(variance);
        (spectrum.Wavelength[0], spectrum.Wavelength[1031]).ShouldBe((low, high));
        spectrum.Sky.ShouldBeEmpty();
        spectrum.Unit.ShouldBeEmpty(); // the original's quick frames have no BUNIT
    }

    [Fact]
    public void The_list_says_what_each_fiber_was_pointed_at()
    {
        var listed = SpectraFile.List(GoldenSet.A.ExpectedFrame("qframe-Extract_QP", "r0", 104), R0).Value;

        listed.Fibers.Keys.ShouldBe(Enumerable.Range(0, 75));
        listed.Fibers[0].Kinds.ShouldBe([TargetKind.Sky]);
        listed.Fibers[1].Kinds.ShouldBe([TargetKind.Star]);
        listed.Fibers[11].Kinds.ShouldBe([TargetKind.Qso, TargetKind.Elg]); // DESI_TARGET 6
        listed.Fibers[11].Place.RaDegrees.ShouldBe(151.081, 0.8);
        listed.Fibers[1].MagnitudeR.ShouldBe(22.5 - (2.5 * Math.Log10(121.988434)), 1e-5);
        double.IsNaN(listed.Fibers[0].MagnitudeR).ShouldBeTrue();
        listed.HasSky.ShouldBeFalse();
        listed.HasNoise.ShouldBeTrue();
    }

    [Fact]
    public void A_fiber_is_found_by_its_number_and_not_by_its_row()
    {
        var listed = List(SpectraFiles.Hdus([7, 3, 0, 499]));

        foreach (var fiber in new[] { 0, 3, 7, 499 })
        {
            Read(listed, fiber).Flux[1].ShouldBe(SpectraFiles.Flux(fiber, 1), 1e-4);
        }

        SpectraFile.Read(listed, new FiberId(1)).Failure!.Reason.ShouldBe("r0 has no spectrum of fiber 1");
    }

    [Fact]
    public void Where_nothing_was_measured_there_is_no_flux()
    {
        var spectrum = Read(List(SpectraFiles.Hdus([0])), 0);

        double.IsNaN(spectrum.Flux[2]).ShouldBeTrue(); // its inverse variance is 0
        spectrum.InverseVariance[2].ShouldBe(0);
        spectrum.Flux.Count(double.IsNaN).ShouldBe(1);
        spectrum.Unit.ShouldBe(SpectraFiles.Unit);
    }

    [Fact]
    public void One_row_of_wavelengths_may_serve_all_spectra()
    {
        var hdus = SpectraFiles.Hdus([3, 4], bins: 4);
        hdus[2] = FitsHduContent.Image<double>("WAVELENGTH", new double[] { 5000, 5001, 5002, 5003.5 }, [4]);

        Read(List(hdus), 4).Wavelength.ShouldBe([5000, 5001, 5002, 5003.5]);
    }

    [Fact]
    public void Without_inverse_variances_every_number_counts()
    {
        var hdus = SpectraFiles.Hdus([3]);
        hdus.RemoveAt(1);
        var listed = List(hdus);

        listed.HasNoise.ShouldBeFalse();
        Read(listed, 3).Flux.All(double.IsFinite).ShouldBeTrue();
        Read(listed, 3).InverseVariance.ShouldBeEmpty();
    }

    [Fact]
    public void Fibers_of_other_petals_and_fibers_without_a_row_are_left_out_and_told()
    {
        var hdus = SpectraFiles.Hdus([3, 500, 4]);
        var more = SpectraFiles.Hdus([3, 500, 4, 5, 6]);

        var listed = List([hdus[0], hdus[1], hdus[2], more[3]]);

        listed.Fibers.Keys.ShouldBe([3, 4]);
        listed.Remarks.ShouldBe(["1 fibers of other petals are left out", "2 fibers have no row in FLUX and are left out"]);
    }

    [Theory]
    [InlineData("FLUX", "there is no HDU FLUX")]
    [InlineData("WAVELENGTH", "there is no HDU WAVELENGTH")]
    [InlineData("FIBERMAP", "nobody knows which fibers")]
    public void A_part_that_is_missing_is_named(string name, string reason)
    {
        var hdus = SpectraFiles.Hdus([3]).Where(hdu => hdu.Name != name);

        var listed = SpectraFile.List(Saved(hdus), R0);

        (listed.Failure ?? SpectraFile.Read(listed.Value, new FiberId(3)).Failure)!.Reason.ShouldContain(reason);
    }

    [Fact]
    public void Wavelengths_that_do_not_fit_or_do_not_ascend_are_refused()
    {
        var tooFew = SpectraFiles.Hdus([3], bins: 4);
        tooFew[2] = FitsHduContent.Image<double>("WAVELENGTH", new double[] { 5000, 5001, 5002 }, [3]);
        SpectraFile.Read(List(tooFew), new FiberId(3)).Failure!.Reason.ShouldBe("the wavelengths do not fit the 4 bins of the flux");

        var back = SpectraFiles.Hdus([3], bins: 4);
        back[2] = FitsHduContent.Image<double>("WAVELENGTH", new[] { 5000, 5001, double.NaN, 5003 }, [4]);
        SpectraFile.Read(List(back), new FiberId(3)).Failure!.Reason.ShouldContain("wavelength 2 of row 0");
    }

    [Fact]
    public void What_is_no_file_of_spectra_is_refused_in_words()
    {
        File.WriteAllText(Path.Combine(folder, "text.fits"), "nothing of that kind");
        var whole = File.ReadAllBytes(Saved(SpectraFiles.Hdus(Enumerable.Range(0, 60).ToList())));
        File.WriteAllBytes(Path.Combine(folder, "cut.fits"), whole[..8_000]);

        SpectraFile.List(Path.Combine(folder, "text.fits"), R0).IsSuccess.ShouldBeFalse();
        SpectraFile.List(Path.Combine(folder, "cut.fits"), R0).Failure!.Reason.ShouldContain("damaged");
        SpectraFile.List(Path.Combine(folder, "none.fits"), R0).IsSuccess.ShouldBeFalse();
        var line = SpectraFiles.Hdus([3]);
        line[0] = FitsHduContent.Image<float>("FLUX", new float[70_000], [70_000]);
        SpectraFile.List(Saved(line), R0).Failure!.Reason.ShouldContain("not an image with two axes");
        line[0] = FitsHduContent.Image<float>("FLUX", new float[70_000], [70_000, 1]);
        SpectraFile.List(Saved(line), R0).Failure!.Reason.ShouldContain("70000 bins");
    }

    private string Saved(IEnumerable<FitsHduContent> hdus) => SpectraFiles.Write(Path.Combine(folder, $"{Guid.NewGuid():N}.fits"), hdus);

    private CameraSpectra List(IEnumerable<FitsHduContent> hdus) => SpectraFile.List(Saved(hdus), R0).Value;

    private static FiberSpectrum Read(CameraSpectra spectra, int fiber) => SpectraFile.Read(spectra, new FiberId(fiber)).Value;
}
