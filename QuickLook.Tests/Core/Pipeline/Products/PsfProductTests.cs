using QuickLook.Core.Fits;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Pipeline.Products;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Fits.Oracles;
using QuickLook.Tests.Core.Formats.Traces;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline.Products;

/// <summary>PSF files of an exposure, read back by our reader and by astropy 5.2.</summary>
[Collection(OracleCollection.Name)]
public sealed class PsfProductTests : IDisposable
{
    private readonly ProductFolder folder = new();
    private readonly TraceFile input = new();

    public void Dispose()
    {
        folder.Dispose();
        input.Dispose();
    }

    [Theory]
    [InlineData("b0")]
    [InlineData("r0")]
    [InlineData("z0")]
    public void Moved_traces_replace_those_of_the_calibration_and_nothing_else_changes(string camera)
    {
        var calibration = Calibration(camera);
        var before = GoldenCamera.Succeed(TraceSetFile.Read(calibration));
        var after = Moved(before, 0.25, -0.5);

        GoldenCamera.Succeed(PsfProduct.WriteMoved(folder.Destination, calibration, before, after));

        var read = GoldenCamera.Succeed(TraceSetFile.Read(folder.Destination));
        read.X.Values.ToArray().ShouldBe(after.X.Values.ToArray());
        read.Y.Values.ToArray().ShouldBe(after.Y.Values.ToArray());
        (read.WaveMin, read.WaveMax, read.CcdRows).ShouldBe((before.WaveMin, before.WaveMax, before.CcdRows));
        using var from = FitsFile.Open(calibration).Value;
        using var to = FitsFile.Open(folder.Destination).Value;
        to.Hdus.Select(hdu => (hdu.Name, hdu.Kind)).ShouldBe(from.Hdus.Select(hdu => (hdu.Name, hdu.Kind)));
        to.Hdus[0].Header.GetString("CAMERA").Value.ShouldBe(camera);
        to.Hdus[0].Header.GetString("DEPNAM00").Value.ShouldBe("quicklook");
        foreach (var (old, copied) in from.Hdus.Zip(to.Hdus).Skip(2))
        {
            Data(copied).ShouldBe(Data(old), copied.Name);
        }

        if (camera == "z0")
        {
            var header = to.Find("PSF")!.Header;
            header.GetDouble("MEANDX").Value.ShouldBe(0.25, 1e-12);
            header.GetDouble("MINDY").Value.ShouldBe(-0.5, 1e-12);
            header.GetDouble("MAXDY").Value.ShouldBe(-0.5, 1e-12);
            header.GetString("IN_PSF").Value.ShouldBe("psf-z0.fits.gz");
            header.GetInt("NPARAMS").Value.ShouldBe(4);
        }
    }

    [Fact]
    public void A_flexed_file_looks_to_astropy_like_the_originals()
    {
        if (!ExternalTools.AreAvailable(nameof(A_flexed_file_looks_to_astropy_like_the_originals)))
        {
            return;
        }

        var expected = GoldenSet.A.ExpectedFrame("psf", "r0", 104);
        var before = GoldenCamera.Succeed(TraceSetFile.Read(Calibration("r0")));
        var after = GoldenCamera.Succeed(TraceSetFile.Read(expected));
        GoldenCamera.Succeed(PsfProduct.WriteMoved(folder.Destination, Calibration("r0"), before, after));

        var seen = ProductFolder.Seen(folder.Destination, expected);

        seen["shared"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["XTRACE", "YTRACE", "XSIG", "YSIG"]);
        ProductFolder.Form(seen, "XTRACE").ShouldBe("PrimaryHDU float64 [75,4]");
        ProductFolder.Form(seen, "YTRACE").ShouldBe("ImageHDU float64 [75,4]");
        seen["YTRACE"]!["keywords"]!["WAVEMAX"]!.GetValue<double>().ShouldBe(7770);
        seen["XTRACE"]!["keywords"]!["PSFTYPE"]!.GetValue<string>().ShouldBe("psf");
    }

    [Fact]
    public void A_file_of_the_arc_looks_to_astropy_like_the_originals()
    {
        if (!ExternalTools.AreAvailable(nameof(A_file_of_the_arc_looks_to_astropy_like_the_originals)))
        {
            return;
        }

        var expected = GoldenSet.A.ExpectedFrame("psf", "r0", 102);
        var traces = GoldenCamera.Succeed(TraceSetFile.Read(expected));
        GoldenCamera.Succeed(PsfProduct.WriteTraces(folder.Destination, traces));

        var seen = ProductFolder.Seen(folder.Destination, expected);

        seen["shared"]!.AsArray().Count.ShouldBe(4);
        ProductFolder.Form(seen, "XTRACE").ShouldBe("PrimaryHDU float32 [75,4]");
        ProductFolder.Form(seen, "YSIG").ShouldBe("ImageHDU float32 [75,3]");
        foreach (var name in new[] { "XTRACE", "YTRACE", "XSIG", "YSIG" })
        {
            var keywords = seen[name]!["keywords"]!;
            (keywords["WAVEMIN"]!.GetValue<double>(), keywords["WAVEMAX"]!.GetValue<double>()).ShouldBe((5590, 7770));
            keywords["NPIX_Y"]!.GetValue<int>().ShouldBe(1032);
        }
    }

    [Fact]
    public void A_file_of_the_arc_has_only_the_widths_that_there_are()
    {
        var traces = GoldenCamera.Succeed(TraceSetFile.Read(Calibration("z0")));

        GoldenCamera.Succeed(PsfProduct.WriteTraces(folder.Destination, traces));

        using var file = FitsFile.Open(folder.Destination).Value;
        file.Hdus.Select(hdu => hdu.Name).ShouldBe(["XTRACE", "YTRACE"]);
        file.Hdus[0].Header.GetString("DEPNAM00").Value.ShouldBe("quicklook");
    }

    [Fact]
    public void The_rows_of_the_traces_in_a_Gauss_Hermite_table_move_and_the_other_rows_stay()
    {
        var source = WriteTable();
        var before = GoldenCamera.Succeed(TraceSetFile.Read(source));
        var after = Moved(before, 1, 2) with { WaveMin = 4999, WaveMax = 6001 };

        GoldenCamera.Succeed(PsfProduct.WriteMoved(folder.Destination, source, before, after));

        var read = GoldenCamera.Succeed(TraceSetFile.Read(folder.Destination));
        read.X.Values.ToArray().ShouldBe(after.X.Values.ToArray());
        read.Y.Values.ToArray().ShouldBe(after.Y.Values.ToArray());
        using var file = FitsFile.Open(folder.Destination).Value;
        var table = file.Find("PSF")!.ReadTable().Value;
        table.ReadDoubleRows("COEFF").Value[1].ShouldBe([100, 101, 102, 103, 104, 105], "TAIL");
        table.ReadDouble("WAVEMIN").Value.ShouldBe([4999, 5000, 4999]);
        table.ReadDouble("WAVEMAX").Value.ShouldBe([6001, 6000, 6001]);
        table.ReadInt32("LEGDEGX").Value.ShouldBe([1, 2, 3]);
        file.Find("PSF")!.Header.GetDouble("MAXDX").Value.ShouldBe(1, 1e-2);
    }

    [Fact]
    public void A_bootcalib_file_keeps_its_form()
    {
        input.Hdus.Clear();
        input.Hdus.Add(("", TraceFile.Image("", TraceFile.X, 2, FitsCard.Of("NPIX_Y", 400), FitsCard.Of("PSFTYPE", "bootcalib"))));
        input.Hdus.Add(("", TraceFile.Image("", TraceFile.Y, 2)));
        var before = GoldenCamera.Succeed(TraceSetFile.Read(input.Write()));
        var after = Moved(before, 0.5, 0.25);

        GoldenCamera.Succeed(PsfProduct.WriteMoved(folder.Destination, input.Path, before, after));

        var read = GoldenCamera.Succeed(TraceSetFile.Read(folder.Destination));
        read.X.Values.ToArray().ShouldBe(after.X.Values.ToArray());
        read.Y.Values.ToArray().ShouldBe(after.Y.Values.ToArray());
    }

    [Fact]
    public void Traces_that_do_not_fit_into_a_table_are_a_failure_at_its_HDU()
    {
        var source = WriteTable();
        var before = GoldenCamera.Succeed(TraceSetFile.Read(source));
        var after = before with { X = new CoefficientTable(new double[8], 4) };

        var failure = PsfProduct.WriteMoved(folder.Destination, source, before, after).Failure.ShouldNotBeNull();

        failure.ToString().ShouldContain("psf-r0.fits, HDU 1 (PSF)");
        failure.Reason.ShouldContain("(3, 2)");
        File.Exists(folder.Destination).ShouldBeFalse();
    }

    [Fact]
    public void HDUs_of_other_kinds_pass_through()
    {
        input.Hdus.Add(("MASK", FitsHduContent.Image<short>("MASK", new short[] { 1, 2, 3, 4 }, [2, 2], null, FitsCompression.Rice)));
        input.Hdus.Add(("PSF", FitsHduContent.Table("PSF", [FitsColumnContent.Of("ANY", ["a", "bc"])])));
        input.Hdus.Add(("NOTE", FitsHduContent.Empty(new FitsHeader([FitsCard.Of("WORD", "kept")]), "NOTE")));
        var before = GoldenCamera.Succeed(TraceSetFile.Read(input.Write()));

        GoldenCamera.Succeed(PsfProduct.WriteMoved(folder.Destination, input.Path, before, Moved(before, 0, 0)));

        using var file = FitsFile.Open(folder.Destination).Value;
        file.Hdus.Select(hdu => hdu.Name).ShouldBe(["XTRACE", "YTRACE", "XSIG", "YSIG", "MASK", "PSF", "NOTE"]);
        file.Find("MASK")!.Kind.ShouldBe(FitsHduKind.CompressedImage);
        file.Find("MASK")!.ReadDoubles().Value.ShouldBe([1, 2, 3, 4]);
        file.Find("PSF")!.ReadTable().Value.ReadString("ANY").Value.ShouldBe(["a", "bc"]);
        file.Find("PSF")!.Header.GetDouble("MEANDX").Value.ShouldBe(0);
        file.Find("NOTE")!.Header.GetString("WORD").Value.ShouldBe("kept");
    }

    [Fact]
    public void A_PSF_file_that_has_been_cut_off_meanwhile_is_not_copied()
    {
        var before = GoldenCamera.Succeed(TraceSetFile.Read(input.Write()));
        var bytes = File.ReadAllBytes(input.Path);
        File.WriteAllBytes(input.Path, bytes[..^2880]);

        var failure = PsfProduct.WriteMoved(folder.Destination, input.Path, before, before).Failure.ShouldNotBeNull();

        failure.Kind.ShouldBe(FailureKind.Unfinished);
        failure.ToString().ShouldContain("psf-r0.fits, HDU 3 (YSIG)");
        File.Exists(folder.Destination).ShouldBeFalse();
    }

    private static string Calibration(string camera) => Path.Combine(GoldenSet.A.CalibrationRoot, "spec", "sp0", $"psf-{camera}.fits.gz");

    private static TraceSet Moved(TraceSet traces, double dx, double dy) =>
        traces with
        {
            X = Moved(traces.X, dx),
            Y = Moved(traces.Y, dy),
        };

    private static CoefficientTable Moved(CoefficientTable table, double by) =>
        new([.. table.Values.ToArray().Select((value, index) => index % table.Count == 0 ? value + by : value)], table.Count);

    private static byte[] Data(FitsHdu hdu)
    {
        var bytes = new byte[hdu.Layout.DataBytes];
        hdu.Source.Read(hdu.DataOffset, bytes).ShouldBeNull();
        return bytes;
    }

    /// <summary>A GAUSS-HERMITE file without images: two fibers, three coefficients, rows X, TAIL, Y.</summary>
    private string WriteTable()
    {
        double[] coefficients =
        [
            .. Enumerable.Range(0, 3).SelectMany(row => Enumerable.Range(0, 6).Select(place => (100.0 * row) + place)),
        ];
        var header = new FitsHeader([FitsCard.Of("NPIX_Y", 400), FitsCard.Of("PSFTYPE", "GAUSS-HERMITE")]);
        var table = FitsHduContent.Table(
            "PSF",
            [
                FitsColumnContent.Of("PARAM", ["X", "TAIL", "Y"]),
                FitsColumnContent.Of("WAVEMIN", [5000.0, 5000.0, 5000.0]),
                FitsColumnContent.Of("WAVEMAX", [6000.0, 6000.0, 6000.0]),
                FitsColumnContent.Of("COEFF", coefficients, 6) with
                {
                    Dimensions = [3, 2],
                },
                FitsColumnContent.Of("LEGDEGX", [1, 2, 3]),
            ]
        );
        GoldenCamera.Succeed(FitsWriter.Write(input.Path, [FitsHduContent.Empty(header), table]));
        return input.Path;
    }
}
