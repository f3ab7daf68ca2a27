using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Formats;

public sealed class FibermapTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-fibermap-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Fibermap_of_a_golden_exposure_has_its_fibers()
    {
        var fibermap = GoldenCamera.Succeed(Fibermap.Read(GoldenSet.A.FibermapFile(104)));

        fibermap.Program.ShouldBe(ObservingProgram.Dark);
        fibermap.Flavor.ShouldBe(Flavor.Science);
        fibermap.Faults.ShouldBeEmpty();
        fibermap.Rows.Length.ShouldBe(75);

        // From the log of the original: "Sky fibers: [ 0  4  8 10 19 27 30 44 46 60 63]".
        fibermap
            .OfPetal(new Spectrograph(0))
            .Where(row => row.IsSky)
            .Select(row => row.Fiber.LocalIndex)
            .ShouldBe([0, 4, 8, 10, 19, 27, 30, 44, 46, 60, 63]);
    }

    [Fact]
    public void Rows_are_known_by_their_fiber_and_not_by_their_number()
    {
        var path = Write(
            FitsColumnContent.Of("FIBER", [1500, 3, 1501, 3, 9999]),
            FitsColumnContent.Of("DESI_TARGET", [4L, 1L << 33, 1L, 2L, 0L])
        );

        var fibermap = GoldenCamera.Succeed(Fibermap.Read(path));

        fibermap.Rows.Select(row => row.Fiber.Number).ShouldBe([3, 1500, 1501]);
        fibermap.OfPetal(new Spectrograph(3)).Select(row => row.DesiTarget).ShouldBe([4L, 1L]);
        fibermap.Rows[0].Has(TargetBits.Standard).ShouldBeTrue();
        fibermap.Faults.ShouldContain("1 rows have a FIBER outside 0 to 4999 and are left out");
        fibermap.Faults.ShouldContain("1 rows repeat a FIBER and are left out");
    }

    [Fact]
    public void Missing_columns_are_reported_and_have_no_values()
    {
        var fibermap = GoldenCamera.Succeed(Fibermap.Read(Write(FitsColumnContent.Of("FIBER", [3]))));

        var row = fibermap.Rows.ShouldHaveSingleItem();
        row.FluxR.ShouldBe(float.NaN);
        row.ObjectType.ShouldBeEmpty();
        fibermap.Faults.Length.ShouldBe(7);
        fibermap.Faults.ShouldContain(fault => fault.Contains("TARGET_RA", StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_without_fibers_is_a_failure_at_its_hdu()
    {
        var failure = Fibermap.Read(Write(FitsColumnContent.Of("OTHER", [3]))).Failure.ShouldNotBeNull();

        failure.ToString().ShouldContain("FIBER");
        failure.Place.ShouldNotBeNull().ShouldContain("fibermap.fits");
    }

    private string Write(params FitsColumnContent[] columns)
    {
        var path = Path.Combine(folder, "fibermap.fits");
        GoldenCamera.Succeed(FitsWriter.Write(path, [FitsHduContent.Empty(), FitsHduContent.Table("FIBERMAP", columns)]));
        return path;
    }
}
