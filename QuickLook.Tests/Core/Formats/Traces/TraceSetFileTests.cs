using QuickLook.Core.Fits;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Numerics;
using QuickLook.Core.Results;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Formats.Traces;

/// <summary>Forms of trace sets (pipeline.md 1.5). Numbers of golden files: astropy 5.2 and numpy on the same files.</summary>
public sealed class TraceSetFileTests : IDisposable
{
    private readonly TraceFile file = new();

    public void Dispose() => file.Dispose();

    [Theory]
    [InlineData("b0", 3540, 5980, 1024, 339.51115879378835, 629.4361444460917)]
    [InlineData("r0", 5590, 7770, 1032, 341.78615879378845, 638.0954834803493)]
    [InlineData("z0", 7400, 9860, 1032, 340.28615879378845, 639.7809262869531)]
    public void All_three_layouts_of_the_golden_files_are_read(
        string camera,
        double waveMin,
        double waveMax,
        int rows,
        double xOfFiber40,
        double yOfFiber40
    )
    {
        var traces = Golden(camera);

        traces.FiberCount.ShouldBe(75);
        (traces.X.Count, traces.Y.Count).ShouldBe((4, 4));
        (traces.WaveMin, traces.WaveMax, traces.CcdRows).ShouldBe((waveMin, waveMax, rows));
        var wavelength = waveMin + (0.625 * (waveMax - waveMin));
        traces.XAt(40, wavelength).ShouldBe(xOfFiber40, 1e-10);
        traces.YAt(40, wavelength).ShouldBe(yOfFiber40, 1e-10);
    }

    [Fact]
    public void Widths_come_from_the_images_XSIG_and_YSIG()
    {
        var traces = Golden("r0");

        traces.XSigma.ShouldNotBeNull()[40].ToArray().ShouldBe([1.04801603, 0.06, 0.05], 1e-8);
        traces.YSigma.ShouldNotBeNull()[40].ToArray().ShouldBe([1.10820246, -0.05, 0.06], 1e-8);
    }

    [Fact]
    public void A_width_in_Angstrom_becomes_a_width_in_rows()
    {
        // numpy: legfit of degree 2 to WSIGMA * gradient(y) / gradient(wavelength) at 100 wavelengths. Tolerance: rounding of another solver.
        var traces = Golden("b0");

        var width = traces.YSigma.ShouldNotBeNull();
        width[0].ToArray().ShouldBe([1.149999052771644, -0.05000906871809888, 0.060090546821586065], 1e-12);
        width[40].ToArray().ShouldBe([1.1382015121002582, -0.050009045502170446, 0.060090318790662234], 1e-12);
        width[74].ToArray().ShouldBe([1.1297903025475118, -0.050009028950073524, 0.060090156213058736], 1e-12);
        traces.XSigma.ShouldBeNull("XSIGMA with one value per fiber is no series");
    }

    [Fact]
    public void A_Gauss_Hermite_file_with_images_is_read_from_its_images()
    {
        var traces = Golden("z0");

        traces.XSigma.ShouldBeNull();
        traces.YSigma.ShouldBeNull();
    }

    [Fact]
    public void A_Gauss_Hermite_file_without_images_is_read_from_its_table()
    {
        WriteTable("X", "GHSIGX", "Y", "GHSIGY", "TAIL");

        var traces = GoldenCamera.Succeed(TraceSetFile.Read(file.Path));

        traces.FiberCount.ShouldBe(2);
        traces.X[1].ToArray().ShouldBe([3, 4, 5]);
        traces.XSigma.ShouldNotBeNull()[0].ToArray().ShouldBe([100, 101, 102]);
        traces.Y[0].ToArray().ShouldBe([200, 201, 202]);
        traces.YSigma.ShouldNotBeNull()[1].ToArray().ShouldBe([303, 304, 305]);
        (traces.WaveMin, traces.WaveMax, traces.CcdRows).ShouldBe((5000, 6000, 400));
    }

    [Fact]
    public void A_Gauss_Hermite_table_without_y_is_a_failure_that_says_so()
    {
        WriteTable("X", "GHSIGX");

        Failure("HDU 1 (PSF)").Reason.ShouldContain("named Y");
    }

    [Fact]
    public void A_bootcalib_file_has_x_first_and_y_second_whatever_their_names()
    {
        file.Hdus.Clear();
        file.Hdus.Add(("", TraceFile.Image("", TraceFile.X, 2, FitsCard.Of("NPIX_Y", 400), FitsCard.Of("PSFTYPE", "bootcalib"))));
        file.Hdus.Add(("", TraceFile.Image("", TraceFile.Y, 2)));

        var traces = GoldenCamera.Succeed(TraceSetFile.Read(file.Write()));

        traces.X.Values.ToArray().ShouldBe(TraceFile.X);
        traces.Y.Values.ToArray().ShouldBe(TraceFile.Y);
        traces.YSigma.ShouldBeNull();
    }

    [Theory]
    [InlineData("XCOEF", "YCOEF")]
    [InlineData("XCOEFF", "YCOEFF")]
    [InlineData("xtrace", "ytrace")]
    public void Older_names_of_the_images_are_known(string xName, string yName)
    {
        file.Hdus.Clear();
        file.Hdus.Add((yName, TraceFile.Image(yName, TraceFile.Y, 2, FitsCard.Of("NPIX_Y", 400))));
        file.Hdus.Add((xName, TraceFile.Image(xName, TraceFile.X, 2)));

        var traces = GoldenCamera.Succeed(TraceSetFile.Read(file.Write()));

        traces.X.Values.ToArray().ShouldBe(TraceFile.X);
        traces.Y.Values.ToArray().ShouldBe(TraceFile.Y);
    }

    [Theory]
    [InlineData("XTRACE")]
    [InlineData("PSF")]
    public void The_number_of_rows_may_stand_in_a_later_header(string name)
    {
        file.Replace("XTRACE", TraceFile.Image("XTRACE", TraceFile.X, 2));
        file.Hdus.Insert(0, ("", FitsHduContent.Empty()));
        var rows = FitsCard.Of("NPIX_Y", 401);
        if (name == "PSF")
        {
            file.Hdus.Add(("PSF", FitsHduContent.Empty(new FitsHeader([rows]), "PSF")));
        }
        else
        {
            file.Replace("XTRACE", TraceFile.Image("XTRACE", TraceFile.X, 2, rows));
        }

        GoldenCamera.Succeed(TraceSetFile.Read(file.Write())).CcdRows.ShouldBe(401);
    }

    [Theory]
    [InlineData("XTRACE")]
    [InlineData("YTRACE")]
    public void A_file_without_x_or_y_is_a_failure_that_names_the_HDU(string name)
    {
        file.Remove(name);

        var failure = TraceSetFile.Read(file.Write()).Failure.ShouldNotBeNull();

        failure.ToString().ShouldBe($"psf-r0.fits: there is no HDU {name}");
        failure.Kind.ShouldBe(FailureKind.Permanent);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_001)]
    public void A_number_of_rows_out_of_range_is_a_failure(int rows)
    {
        file.Replace("XTRACE", TraceFile.Image("XTRACE", TraceFile.X, 2, FitsCard.Of("NPIX_Y", rows)));

        Failure("HDU 0 (XTRACE)").Reason.ShouldBe($"NPIX_Y is {rows}; it must be 1 to 100000");
    }

    [Fact]
    public void A_file_without_the_number_of_rows_is_a_failure_that_names_the_keyword()
    {
        file.Replace("XTRACE", TraceFile.Image("XTRACE", TraceFile.X, 2));

        Failure("psf-r0.fits").Reason.ShouldContain("NPIX_Y");
    }

    [Fact]
    public void Traces_of_unequal_fiber_counts_are_a_failure()
    {
        file.Replace("YSIG", TraceFile.Image("YSIG", [1, 1], 1));

        Failure("psf-r0.fits").Reason.ShouldBe("HDU 0 (XTRACE) has 3 fibers, HDU 3 (YSIG) has 2; they must agree");
    }

    [Theory]
    [InlineData(6000.0009, true)]
    [InlineData(6000.002, false)]
    public void Domains_must_agree_within_a_thousandth_of_an_Angstrom(double waveMax, bool isGood)
    {
        file.Replace("YTRACE", TraceFile.Image("YTRACE", TraceFile.Y, 2, FitsCard.Of("WAVEMAX", waveMax)));

        var read = TraceSetFile.Read(file.Write());

        read.IsSuccess.ShouldBe(isGood);
        if (!isGood)
        {
            read.Failure!.ToString().ShouldContain("HDU 1 (YTRACE) (5000 to 6000.002)");
        }
    }

    [Theory]
    [InlineData(6000.0)]
    [InlineData(6001.0)]
    public void A_domain_that_is_empty_or_turned_around_is_a_failure(double waveMin)
    {
        file.Replace("YTRACE", TraceFile.Image("YTRACE", TraceFile.Y, 2, FitsCard.Of("WAVEMIN", waveMin)));

        Failure("HDU 1 (YTRACE)").Reason.ShouldContain("not below WAVEMAX (6000)");
    }

    [Fact]
    public void A_domain_that_is_missing_is_a_failure_that_names_HDU_and_keyword()
    {
        file.Replace("YTRACE", FitsHduContent.Image<double>("YTRACE", TraceFile.Y, [2, 3]));

        Failure("psf-r0.fits, HDU 1 (YTRACE)").Reason.ShouldContain("WAVEMIN");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Coefficients_that_are_no_numbers_are_a_failure(double value)
    {
        var x = TraceFile.X;
        x[3] = value;
        file.Replace("XTRACE", TraceFile.Image("XTRACE", x, 2, FitsCard.Of("NPIX_Y", 400)));

        Failure("HDU 0 (XTRACE)").Reason.ShouldContain("NaN or infinite");
    }

    [Theory]
    [InlineData(501, 1)]
    [InlineData(2, 65)]
    public void More_fibers_than_a_petal_has_or_absurd_series_are_a_failure(int fibers, int count)
    {
        file.Replace("YTRACE", TraceFile.Image("YTRACE", new double[fibers * count], count));

        Failure("HDU 1 (YTRACE)").Reason.ShouldContain("at most [500, 64]");
    }

    [Fact]
    public void Coefficients_of_the_wrong_rank_are_a_failure()
    {
        file.Replace("YTRACE", FitsHduContent.Image<double>("YTRACE", TraceFile.Y, [6]));
        Failure("HDU 1 (YTRACE)").Reason.ShouldContain("WAVEMIN");

        var header = new FitsHeader([FitsCard.Of("WAVEMIN", 5000.0), FitsCard.Of("WAVEMAX", 6000.0)]);
        file.Replace("YTRACE", FitsHduContent.Image<double>("YTRACE", TraceFile.Y, [1, 2, 3], header));
        Failure("HDU 1 (YTRACE)").Reason.ShouldContain("[3, 2, 1]");
    }

    [Fact]
    public void A_file_that_is_cut_off_fails_as_one_that_may_still_grow()
    {
        var bytes = File.ReadAllBytes(file.Write());
        foreach (var length in new[] { 2880, 2880 + 2880 + 100, bytes.Length - 2880 })
        {
            File.WriteAllBytes(file.Path, bytes[..length]);

            var failure = TraceSetFile.Read(file.Path).Failure.ShouldNotBeNull($"cut at {length}");

            failure.Kind.ShouldBe(FailureKind.Unfinished, failure.ToString());
            failure.ToString().ShouldContain("psf-r0.fits");
        }
    }

    [Fact]
    public void Traces_that_turn_around_in_y_are_read_all_the_same()
    {
        file.Replace("YTRACE", TraceFile.Image("YTRACE", [200, -190, 201, 0, 202, 192], 2));

        LegendreSeries.Value(GoldenCamera.Succeed(TraceSetFile.Read(file.Write())).Y[0], 1).ShouldBe(10);
    }

    [Fact]
    public void The_width_in_Angstrom_needs_no_domain_of_its_own_and_yields_to_YSIG()
    {
        file.Hdus.Add(("WSIGMA", FitsHduContent.Image<double>("WSIGMA", new double[] { 2, 2, 2 }, [1, 3])));
        GoldenCamera.Succeed(TraceSetFile.Read(file.Write())).YSigma![0].ToArray().ShouldBe([0.9]);

        file.Remove("YSIG");

        // y = 200 + 190 u is 380 rows in 1000 Angstrom: 2 Angstrom are 0.76 rows.
        GoldenCamera.Succeed(TraceSetFile.Read(file.Write())).YSigma![0].ToArray().ShouldBe([0.76], 1e-12);
    }

    private static TraceSet Golden(string camera) =>
        GoldenCamera.Succeed(TraceSetFile.Read(Path.Combine(GoldenSet.A.CalibrationRoot, "spec", "sp0", $"psf-{camera}.fits.gz")));

    private Failure Failure(string place)
    {
        var failure = TraceSetFile
            .Read(File.Exists(file.Path) && file.Hdus.Count == 0 ? file.Path : file.Write())
            .Failure.ShouldNotBeNull();
        failure.Place.ShouldNotBeNull().ShouldContain(place);
        return failure;
    }

    /// <summary>A file with only a table PSF of two fibers and three coefficients: 100 times the row, plus the place in the array.</summary>
    private void WriteTable(params string[] parameters)
    {
        file.Hdus.Clear();
        double[] coefficients = [.. parameters.SelectMany((_, row) => Enumerable.Range(0, 6).Select(place => (100.0 * row) + place))];
        var header = new FitsHeader([FitsCard.Of("NPIX_Y", 400), FitsCard.Of("PSFTYPE", "GAUSS-HERMITE")]);
        var table = FitsHduContent.Table(
            "PSF",
            [
                FitsColumnContent.Of("PARAM", parameters),
                FitsColumnContent.Of("WAVEMIN", Enumerable.Repeat(5000.0, parameters.Length).ToArray()),
                FitsColumnContent.Of("WAVEMAX", Enumerable.Repeat(6000.0, parameters.Length).ToArray()),
                FitsColumnContent.Of("COEFF", coefficients, 6) with
                {
                    Dimensions = [3, 2],
                },
            ]
        );
        GoldenCamera.Succeed(FitsWriter.Write(file.Path, [FitsHduContent.Empty(header), table]));
    }
}
