using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Pipeline.Products;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline;

/// <summary>The files that whole runs leave (pipeline.md 5.1), read by our reader and by astropy.</summary>
public sealed class ProductRunTests : IDisposable
{
    private readonly string output = Directory.CreateTempSubdirectory("quicklook-run-").FullName;

    public void Dispose() => Directory.Delete(output, recursive: true);

    [Theory]
    [InlineData(101, "")]
    [InlineData(102, "psf qlspectra")]
    [InlineData(103, "fiberflat psf qlspectra")]
    [InlineData(104, "cframe psf qlspectra")]
    public async Task A_run_leaves_the_products_of_its_flavor_and_no_temporary_file(int exposure, string kinds)
    {
        (await RunAsync(exposure)).Outcome.State.ShouldBe(RunState.Succeeded);

        Files()
            .Where(name => name.EndsWith(".fits", StringComparison.Ordinal))
            .ShouldBe(kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(kind => $"{kind}-r0-00000{exposure}.fits"));
        Files().ShouldNotContain(name => name.EndsWith(FitsWriter.TemporaryExtension, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(102, "psf")]
    [InlineData(103, "fiberflat")]
    [InlineData(103, "qlspectra")]
    [InlineData(104, "psf")]
    [InlineData(104, "cframe")]
    [InlineData(104, "qlspectra")]
    [InlineData(104, "preproc")]
    public async Task Astropy_reads_each_product_without_complaint(int exposure, string kind)
    {
        await RunAsync(exposure, Writing(exposure, ProductKind.Preproc, isWritten: true));

        // The oracle fails on a broken checksum, a unit that is none, or any warning of astropy.
        var seen = ProductFolder.Seen(Find($"{kind}-r0-00000{exposure}.fits"));

        var first = kind switch
        {
            "psf" => "XTRACE",
            "fiberflat" => "FIBERFLAT",
            "preproc" => "IMAGE",
            _ => "FLUX",
        };
        seen.Select(hdu => hdu.Key).ShouldContain(first);
        if (kind is "fiberflat" or "cframe" or "qlspectra")
        {
            seen["FIBERMAP"]!["columns"]!.AsObject().Select(column => column.Key).ShouldContain("TARGETID");
        }
    }

    [Fact]
    public async Task The_calibrated_frame_holds_the_original_s_numbers_and_the_raw_header()
    {
        await RunAsync(104);
        using var file = GoldenCamera.Succeed(FitsFile.Open(Find("cframe-r0-00000104.fits")));
        using var flux = GoldenCamera.Succeed(file.Find("FLUX").ShouldNotBeNull().ReadPlane());
        using var inverseVariance = GoldenCamera.Succeed(file.Find("IVAR").ShouldNotBeNull().ReadPlane());
        using var expected = ExpectedFrame.Open(GoldenCamera.Of("A", 104, "r0"), "qframe-ApplyFluxCalibration");
        var weights = expected.Values("IVAR");
        var errors = weights.Where(weight => weight > 0).Select(weight => 1 / Math.Sqrt(weight)).Order().ToArray();

        ExpectedFrame.Outside(flux, expected.Values("FLUX"), 1e-5, 1e-3 * errors[errors.Length / 2]).ShouldBe(0);
        ExpectedFrame.Outside(inverseVariance, weights, 1e-5, 0).ShouldBe(0);
        var header = file.Hdus[0].Header;
        header.GetDouble("AIRMASS").Value.ShouldBe(1.32);
        header.GetDouble("EXPTIME").Value.ShouldBe(900);
        header.GetDouble("OVERSCN1").Value.ShouldBe(129.6424721414729, 1e-9);
        header.GetInt("NSPEC").Value.ShouldBe(75);
        header.Cards.ShouldContain(card => card.Keyword.StartsWith("DEPNAM", StringComparison.Ordinal) && card.Text == "quicklook");
        file.Hdus.ShouldAllBe(hdu => hdu.VerifyChecksum().IsSuccess);
    }

    [Theory]
    [InlineData(103, ProductKind.FiberFlat)]
    [InlineData(104, ProductKind.Psf)]
    [InlineData(104, ProductKind.CFrame)]
    [InlineData(104, ProductKind.Spectra)]
    public async Task A_kind_that_the_mapping_switches_off_is_not_written(int exposure, ProductKind kind)
    {
        (await RunAsync(exposure, Writing(exposure, kind, isWritten: false))).Outcome.State.ShouldBe(RunState.Succeeded);

        var name = kind == ProductKind.Spectra ? "qlspectra" : kind.Name();
        Files().ShouldNotContain(file => file.StartsWith(name, StringComparison.Ordinal));
        Files().ShouldContain(file => file.StartsWith("ql-mergedQA", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_product_that_cannot_be_written_costs_itself_and_the_verdicts_are_there()
    {
        var request = await RequestAsync(104);
        // A folder stands where the file should go.
        Directory.CreateDirectory(ProductPaths.CalibratedFrame(output, request.Night, request.Exposure, request.Camera));

        var run = await GoldenRun.OfAsync(request, new GoldenRun.Recorder(), TimeProvider.System, CancellationToken.None);

        run.Outcome.State.ShouldBe(RunState.PartlyFailed);
        run.Outcome.Reason!.ShouldContain("cframe-r0-00000104.fits");
        run.Outcome.MergedQa.ShouldNotBeNull();
        run.Log.ShouldContain(line => line.Contains("WARNING : The product cframe is not written", StringComparison.Ordinal));
        run.Log.ShouldNotContain(line => line.Contains("Wrote flux calibrated frame", StringComparison.Ordinal));
        run.Events.OfType<TestJudged>().ShouldContain(test => test.StatusKey == "DELTAMAG_TGT_STATUS");
    }

    [Fact]
    public async Task A_second_run_replaces_the_products_of_the_first()
    {
        await RunAsync(103);
        await File.WriteAllTextAsync(Find("fiberflat-r0-00000103.fits"), "half a file");

        await RunAsync(103);

        using var file = GoldenCamera.Succeed(FitsFile.Open(Find("fiberflat-r0-00000103.fits")));
        file.Damage.ShouldBeNull();
        file.Find("FIBERFLAT").ShouldNotBeNull();
    }

    private static Func<MappingSet, MappingSet> Writing(int exposure, ProductKind kind, bool isWritten)
    {
        var flavor = exposure switch
        {
            102 => Flavor.Arc,
            103 => Flavor.Flat,
            _ => Flavor.Science,
        };
        return set => MappingChanges.OfFlavor(set, flavor, mapping => mapping with { Products = mapping.Products.With(kind, isWritten) });
    }

    private IEnumerable<string> Files() =>
        Directory
            .EnumerateFiles(output, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal);

    private string Find(string name) => Directory.EnumerateFiles(output, name, SearchOption.AllDirectories).ShouldHaveSingleItem();

    private async Task<CameraRunRequest> RequestAsync(int exposure, Func<MappingSet, MappingSet>? change = null)
    {
        var mappings = await MappingFiles.LoadAsync(MappingFiles.DemoOf(GoldenSet.A));
        return GoldenRun.RequestOf(GoldenSet.A, exposure, "r0", change?.Invoke(mappings) ?? mappings, output);
    }

    private async Task<GoldenRun> RunAsync(int exposure, Func<MappingSet, MappingSet>? change = null) =>
        await GoldenRun.OfAsync(
            await RequestAsync(exposure, change),
            new GoldenRun.Recorder(),
            TimeProvider.System,
            CancellationToken.None
        );
}
