using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Numerics;
using QuickLook.Core.Pipeline;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Fits.Oracles;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Pipeline.Products;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline;

/// <summary>What whole runs leave on disk (pipeline.md 5.1), read back by our reader and by astropy 5.2.</summary>
[Collection(OracleCollection.Name)]
public sealed class ProductRunTests(ProductRuns runs) : IClassFixture<ProductRuns>, IDisposable
{
    private readonly string output = Directory.CreateTempSubdirectory("quicklook-run-").FullName;

    /// <summary>Every product of the runs with the names of its HDUs; the first argument is its kind.</summary>
    public static TheoryData<string, int, string[]> Products =>
        new()
        {
            { "qlspectra", 102, ["FLUX", "IVAR", "WAVELENGTH", "FIBERMAP"] },
            { "psf", 102, ["XTRACE", "YTRACE", "XSIG", "YSIG"] },
            { "qlspectra", 103, ["FLUX", "IVAR", "WAVELENGTH", "FIBERMAP"] },
            { "psf", 103, ["XTRACE", "YTRACE", "XSIG", "YSIG"] },
            { "fiberflat", 103, ["FIBERFLAT", "IVAR", "MASK", "MEANSPEC", "WAVELENGTH", "FIBERMAP"] },
            { "qlspectra", 104, ["FLUX", "IVAR", "SKY", "WAVELENGTH", "FIBERMAP"] },
            { "psf", 104, ["XTRACE", "YTRACE", "XSIG", "YSIG"] },
            { "cframe", 104, ["FLUX", "IVAR", "MASK", "YSIGMA", "WAVELENGTH", "FIBERMAP"] },
            { "preproc", 104, ["IMAGE", "IVAR", "MASK", "READNOISE"] },
        };

    public void Dispose() => Directory.Delete(output, recursive: true);

    [Theory]
    [InlineData(101)]
    [InlineData(102, "psf-r0-00000102.fits", "qlspectra-r0-00000102.fits")]
    [InlineData(103, "fiberflat-r0-00000103.fits", "psf-r0-00000103.fits", "qlspectra-r0-00000103.fits")]
    [InlineData(104, "cframe-r0-00000104.fits", "psf-r0-00000104.fits", "qlspectra-r0-00000104.fits")]
    public void A_run_leaves_the_files_of_its_flavor_and_nothing_temporary(int exposure, params string[] products) =>
        ProductRuns
            .FilesBelow(runs.Output, ProductRuns.FolderOf(exposure))
            .Select(file => Path.GetFileName(file))
            .ShouldBe(products.Concat([$"ql-mergedQA-r0-{exposure:D8}.json", "run-r0.log"]).Order(StringComparer.Ordinal));

    [Fact]
    public void The_preprocessed_image_is_written_only_when_asked_for()
    {
        Directory.GetDirectories(runs.Output).Select(Path.GetFileName).ShouldBe(["exposures"]);
        ProductRuns.FilesBelow(runs.FullOutput, "preproc").ShouldBe([ProductRuns.PathOf("preproc", 104)]);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Our_reader_finds_whole_HDUs_with_valid_checksums_and_the_exposures_header(string kind, int exposure, string[] names)
    {
        using var file = GoldenCamera.Succeed(FitsFile.Open(FileOf(kind, exposure)));

        file.Damage.ShouldBeNull();
        file.Hdus.Select(hdu => hdu.Name).ShouldBe(names);
        foreach (var hdu in file.Hdus)
        {
            GoldenCamera.Succeed(hdu.VerifyChecksum()).ShouldBe(new FitsChecksums(FitsChecksumState.Valid, FitsChecksumState.Valid));
        }

        var header = file.Hdus[0].Header;
        var (dependencies, versions) = Dependencies(header);
        dependencies.ShouldContain("quicklook");
        versions[Array.IndexOf(dependencies, "quicklook")].ShouldBe(ThisCode.Version);
        if (kind == "psf")
        {
            // The calibration's header, as in the original: traces belong to the camera.
            return;
        }

        dependencies.ShouldContain("desispec", "who wrote the raw file stays named");
        header.GetString("CAMERA").Value.ShouldBe("r0");
        header.GetInt("EXPID").Value.ShouldBe(exposure);
        header.GetDouble("EXPTIME").Value.ShouldBe(ExposureTimeOf(exposure));
        header.GetDouble("AIRMASS").Value.ShouldBeInRange(1, 2);
        header.Contains("INHERIT").ShouldBeFalse();
        for (var amplifier = 1; amplifier <= 4; amplifier++)
        {
            // Golden/README.md: levels of set A, r0.
            header.GetDouble($"OVERSCN{amplifier}").Value.ShouldBeInRange(129, 134);
            header.GetDouble($"OBSRDN{amplifier}").Value.ShouldBeInRange(2.8, 3.2);
        }
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Astropy_reads_them_and_finds_the_standard_kept_and_the_checksums_right(string kind, int exposure, string[] names)
    {
        if (!ExternalTools.AreAvailable(nameof(Astropy_reads_them_and_finds_the_standard_kept_and_the_checksums_right)))
        {
            return;
        }

        var seen = ProductFolder.Seen(FileOf(kind, exposure));

        seen.Select(hdu => hdu.Key).ShouldBe(names);
        seen[names[0]]!["kind"]!.GetValue<string>().ShouldBe("PrimaryHDU");
        if (names.Contains("FIBERMAP"))
        {
            seen["FIBERMAP"]!["keywords"]!["NAXIS2"]!.GetValue<int>().ShouldBe(75);
            seen["FIBERMAP"]!["columns"]!.AsObject().Select(column => column.Key).ShouldContain("TARGET_RA");
        }
    }

    [Fact]
    public void The_calibrated_spectra_are_the_originals()
    {
        using var file = GoldenCamera.Succeed(FitsFile.Open(FileOf("cframe", 104)));
        using var expected = ExpectedFrame.Open(GoldenCamera.Of("A", 104, "r0"), "qframe-ApplyFluxCalibration");
        using var spectra = SpectraOf(file);

        expected.ShouldBeLike(spectra, withWavelength: false);
        using var extracted = ExpectedFrame.Open(GoldenCamera.Of("A", 104, "r0"), "qframe-Extract_QP");
        var wavelength = extracted.Values("WAVELENGTH");
        file.Find("WAVELENGTH")!.ReadDoubles().Value.Zip(wavelength, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-4);
        file.Hdus[0].Header.GetString("BUNIT").Value.ShouldBe(FiberSpectra.CalibratedFlux);
    }

    [Fact]
    public void Viewers_get_the_same_spectra_in_single_precision()
    {
        using var frame = GoldenCamera.Succeed(FitsFile.Open(FileOf("cframe", 104)));
        using var compact = GoldenCamera.Succeed(FitsFile.Open(FileOf("qlspectra", 104)));

        foreach (var name in (string[])["FLUX", "IVAR"])
        {
            compact.Find(name)!.ReadDoubles().Value.ShouldBe(frame.Find(name)!.ReadDoubles().Value, name);
        }

        var wavelengths = compact.Find("WAVELENGTH")!.ReadDoubles().Value.Zip(frame.Find("WAVELENGTH")!.ReadDoubles().Value);
        wavelengths.Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThan(5e-4);
        compact.Find("SKY")!.ReadDoubles().Value.ShouldContain(value => value > 0);
        compact.Find("FIBERMAP")!.ReadTable().Value.ReadInt32("FIBER").Value.ShouldBe(Enumerable.Range(0, 75));
    }

    [Theory]
    [InlineData(102)]
    [InlineData(103)]
    [InlineData(104)]
    public void The_traces_are_the_originals(int exposure)
    {
        var ours = GoldenCamera.Succeed(TraceSetFile.Read(FileOf("psf", exposure)));
        var theirs = GoldenCamera.Succeed(TraceSetFile.Read(GoldenSet.A.ExpectedFrame("psf", "r0", exposure)));

        // Both files of the arc are in single precision: 6e-8 of 1032 rows each.
        var tolerance = exposure == 102 ? 2.3e-4 : 1e-4;
        foreach (var wavelength in Sampling.Linspace(theirs.WaveMin, theirs.WaveMax, 21))
        {
            for (var fiber = 0; fiber < theirs.FiberCount; fiber++)
            {
                ours.XAt(fiber, wavelength).ShouldBe(theirs.XAt(fiber, wavelength), tolerance, $"x of fiber {fiber} at {wavelength}");
                ours.YAt(fiber, wavelength).ShouldBe(theirs.YAt(fiber, wavelength), tolerance, $"y of fiber {fiber} at {wavelength}");
            }
        }
    }

    [Fact]
    public void The_widths_of_the_arc_are_the_originals_with_its_lines()
    {
        var ours = GoldenCamera.Succeed(TraceSetFile.Read(Path.Combine(runs.OriginalOutput, ProductRuns.PathOf("psf", 102))));
        var theirs = GoldenCamera.Succeed(TraceSetFile.Read(GoldenSet.A.ExpectedFrame("psf", "r0", 102)));

        var (found, expected) = (ours.YSigma.ShouldNotBeNull(), theirs.YSigma.ShouldNotBeNull());
        int[] good = [.. Enumerable.Range(0, expected.FiberCount).Where(fiber => expected[fiber][0] != 0 && found[fiber][0] != 0)];
        good.Length.ShouldBeGreaterThan(70);
        foreach (var (fiber, u) in good.SelectMany(fiber => ((double[])[-1, -0.5, 0, 0.5, 1]).Select(u => (fiber, u))))
        {
            LegendreSeries.Value(found[fiber], u).ShouldBe(LegendreSeries.Value(expected[fiber], u), 1e-3, $"fiber {fiber} at {u}");
        }
    }

    [Theory]
    [InlineData("psf", 104)]
    [InlineData("cframe", 104)]
    [InlineData("spectra", 104)]
    [InlineData("fiberflat", 103)]
    public async Task A_kind_that_is_switched_off_is_not_written(string kind, int exposure)
    {
        var mappings = await MappingFiles.LoadAsync(MappingFiles.Original);
        var file = ProductRuns.PathOf(FileKind(kind), exposure);

        var run = await ProductRuns.RunAsync(exposure, ProductRuns.Choosing(mappings, KindOf(kind), isWritten: false), output);

        run.Outcome.State.ShouldBe(RunState.Succeeded);
        string[] normally = ProductRuns.FilesBelow(runs.Output, ProductRuns.FolderOf(exposure));
        normally.ShouldContain(file);
        ProductRuns.FilesBelow(output).ShouldBe(normally.Except([file]));
        run.Log.ShouldAllBe(line => !line.Contains(Path.GetFileName(file), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("psf", 104)]
    [InlineData("cframe", 104)]
    [InlineData("spectra", 104)]
    [InlineData("fiberflat", 103)]
    [InlineData("preproc", 104)]
    public async Task A_product_that_cannot_be_written_leaves_the_run_partly_failed_with_all_its_verdicts(string kind, int exposure)
    {
        var mappings = ProductRuns.Choosing(await MappingFiles.LoadAsync(MappingFiles.Original), ProductKind.Preproc, isWritten: true);
        var path = ProductRuns.PathOf(FileKind(kind), exposure);
        // A folder with something in it, where the file should go.
        Directory.CreateDirectory(Path.Combine(output, path, "in the way"));

        var run = await ProductRuns.RunAsync(exposure, mappings, output);

        run.Outcome.State.ShouldBe(RunState.PartlyFailed);
        run.Outcome.FailedStep.ShouldBeNull();
        run.Outcome.Reason!.ShouldContain(path);
        run.Log.ShouldContain(line => line.Contains($"QuickLook WARNING : The product {kind} is not written: "));
        run.Log[^1].ShouldEndWith("QuickLook INFO : QuickLook Pipeline completed");
        run.Log.ShouldAllBe(line => !line.Contains("Wrote", StringComparison.Ordinal) || !line.Contains(path, StringComparison.Ordinal));
        var undisturbed = await GoldenRun.ByTheOriginalsLimitsAsync("A", exposure, ProductRuns.Camera, EngineProfile.QuickLook);
        Statuses(run).ShouldBe(Statuses(undisturbed));
        File.Exists(run.Outcome.MergedQaFile).ShouldBeTrue();
        ProductRuns
            .FilesBelow(output)
            .ShouldBe(
                ProductRuns
                    .FilesBelow(runs.Output, ProductRuns.FolderOf(exposure))
                    .Append(ProductRuns.PathOf("preproc", exposure))
                    .Except([path])
                    .Order(StringComparer.Ordinal)
            );
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_reason_with_its_path()
    {
        var mappings = ProductRuns.Choosing(await MappingFiles.LoadAsync(MappingFiles.Original), ProductKind.Preproc, isWritten: true);
        await File.WriteAllTextAsync(Path.Combine(output, "preproc"), "in the way");

        var run = await ProductRuns.RunAsync(101, mappings, output);

        run.Outcome.State.ShouldBe(RunState.PartlyFailed);
        run.Outcome.Reason!.ShouldContain("the folder cannot be made");
        run.Outcome.Reason!.ShouldContain(ProductRuns.PathOf("preproc", 101));
    }

    [Fact]
    public async Task A_run_replaces_what_an_earlier_one_left()
    {
        var mappings = await MappingFiles.LoadAsync(MappingFiles.Original);
        string[] files = ProductRuns.FilesBelow(runs.Output, ProductRuns.FolderOf(104));
        Directory.CreateDirectory(Path.Combine(output, ProductRuns.FolderOf(104)));
        foreach (var file in files)
        {
            await File.WriteAllTextAsync(Path.Combine(output, file), "left by an earlier run");
        }

        (await ProductRuns.RunAsync(104, mappings, output)).Outcome.State.ShouldBe(RunState.Succeeded);

        ProductRuns.FilesBelow(output).ShouldBe(files);
        foreach (var file in files.Where(file => file.EndsWith(".fits", StringComparison.Ordinal)))
        {
            (await File.ReadAllBytesAsync(Path.Combine(output, file))).ShouldBe(
                await File.ReadAllBytesAsync(Path.Combine(runs.Output, file)),
                file
            );
        }
    }

    private string FileOf(string kind, int exposure) =>
        Path.Combine(kind == "preproc" ? runs.FullOutput : runs.Output, ProductRuns.PathOf(kind, exposure));

    private static ProductKind KindOf(string name) => ProductKinds.All.Single(kind => kind.Name() == name);

    private static string FileKind(string kind) => kind == "spectra" ? "qlspectra" : kind;

    private static double ExposureTimeOf(int exposure) =>
        exposure switch
        {
            102 => 5,
            103 => 120,
            _ => 900,
        };

    private static (string Key, Quality Quality)[] Statuses(GoldenRun run)
    {
        var document = MergedQa.Read(run.Outcome.MergedQa!.Value).Value;
        return [.. document.Stages.SelectMany(document.StatusesOf).Select(status => (status.Key, status.Value))];
    }

    private static (string[] Names, string[] Versions) Dependencies(FitsHeader header)
    {
        int[] numbers = [.. Enumerable.Range(0, 100).Where(number => header.Contains($"DEPNAM{number:D2}"))];
        return (
            [.. numbers.Select(number => header.GetString($"DEPNAM{number:D2}").Value)],
            [.. numbers.Select(number => header.GetString($"DEPVER{number:D2}").Value)]
        );
    }

    private static FiberSpectra SpectraOf(FitsFile file)
    {
        var flux = GoldenCamera.Succeed(file.Find("FLUX")!.ReadPlane());
        var wavelength = new Plane<double>(flux.Height, flux.Width);
        file.Find("WAVELENGTH")!.ReadDoubles().Value.CopyTo(wavelength.Span);
        return new FiberSpectra
        {
            Camera = CameraId.Parse(ProductRuns.Camera).Value,
            Fibers = [.. Enumerable.Range(0, flux.Height).Select(number => new FiberId(number))],
            Wavelength = wavelength,
            Flux = flux,
            InverseVariance = GoldenCamera.Succeed(file.Find("IVAR")!.ReadPlane()),
            Header = file.Hdus[0].Header,
        };
    }
}
