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

    [Fact]
    public void Standard_stars_are_those_of_the_survey_or_of_Gaia_that_may_be_used()
    {
        var fibermap = GoldenCamera.Succeed(
            Fibermap.Read(
                Write(
                    FitsColumnContent.Of("FIBER", [0, 1, 2, 3, 4, 5]),
                    FitsColumnContent.Of("DESI_TARGET", [1L << 33, 1L << 34, 1L << 35, 0, 0, 1L << 33]),
                    FitsColumnContent.Of("MWS_TARGET", [0L, 1L << 34, 0, 1L << 33, 1L << 35, 0]),
                    FitsColumnContent.Of("FA_TYPE", new byte[] { 0, 2, 0, 0, 0, 0 }),
                    FitsColumnContent.Of("FIBERSTATUS", [1, 0, 0, 0, 0, 1 << 14])
                )
            )
        );

        // White dwarfs (bit 34) do not count; FA_TYPE does not count beside targets; bit 14 of FIBERSTATUS takes fiber 5 out.
        fibermap.Rows.Where(row => row.IsStandard).Select(row => row.Fiber.Number).ShouldBe([0, 2, 3, 4]);
        fibermap.Rows[1].FiberAssignType.ShouldBe(2);
        fibermap.Rows[3].MilkyWayTarget.ShouldBe(1L << 33);
        fibermap.Rows[5].FiberStatus.ShouldBe(1 << 14);
    }

    [Fact]
    public void Where_no_target_is_a_standard_the_fiber_assignment_says_which_fibers_are()
    {
        var fibermap = GoldenCamera.Succeed(
            Fibermap.Read(
                Write(
                    FitsColumnContent.Of("FIBER", [0, 1, 2]),
                    FitsColumnContent.Of("DESI_TARGET", [1L << 34, 0, 0]),
                    FitsColumnContent.Of("FA_TYPE", new byte[] { 1, 3, 2 }),
                    FitsColumnContent.Of("FIBERSTATUS", [0, 0, 1 << 14])
                )
            )
        );

        fibermap.Rows.Where(row => row.IsStandard).Select(row => row.Fiber.Number).ShouldBe([1]);
    }

    [Fact]
    public void Columns_of_survey_validation_stand_in_for_the_plain_ones()
    {
        var path = Write(
            FitsColumnContent.Of("FIBER", [0, 1]),
            FitsColumnContent.Of("SV1_DESI_TARGET", [1L << 33, 4]),
            FitsColumnContent.Of("SV3_MWS_TARGET", [0, 1L << 35])
        );

        var fibermap = GoldenCamera.Succeed(Fibermap.Read(path));

        fibermap.Rows.Select(row => row.DesiTarget).ShouldBe([1L << 33, 4]);
        fibermap.Rows.Select(row => row.IsStandard).ShouldBe([true, true]);
        fibermap.Faults.ShouldNotContain(fault => fault.Contains("DESI_TARGET", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plain_column_goes_before_one_of_survey_validation()
    {
        var path = Write(
            FitsColumnContent.Of("FIBER", [0]),
            FitsColumnContent.Of("SV1_DESI_TARGET", [4L]),
            FitsColumnContent.Of("DESI_TARGET", [2L])
        );

        GoldenCamera.Succeed(Fibermap.Read(path)).Rows.Single().DesiTarget.ShouldBe(2);
    }

    [Fact]
    public void An_optional_column_that_cannot_be_read_is_a_fault()
    {
        var path = Write(FitsColumnContent.Of("FIBER", [0]), FitsColumnContent.Of("FIBERSTATUS", [1.5f]));

        var fibermap = GoldenCamera.Succeed(Fibermap.Read(path));

        fibermap.Rows.Single().FiberStatus.ShouldBe(0);
        fibermap.Faults.ShouldContain(fault => fault.Contains("FIBERSTATUS", StringComparison.Ordinal));
    }

    [Fact]
    public void Products_get_every_column_of_their_fibers_unchanged()
    {
        var fibermap = GoldenCamera.Succeed(Fibermap.Read(GoldenSet.A.FibermapFile(104)));
        var product = Path.Combine(folder, "product.fits");

        GoldenCamera.Succeed(FitsWriter.Write(product, [fibermap.Table.Select([new FiberId(7), new FiberId(3)])]));

        using var original = FitsFile.Open(GoldenSet.A.FibermapFile(104)).Value;
        using var written = FitsFile.Open(product).Value;
        var (from, to) = (original.Find("FIBERMAP")!, written.Find("FIBERMAP")!);
        to.Axes.ShouldBe([from.Axes[0], 2]);
        to.Header.GetString("SURVEY").Value.ShouldBe("main");
        to.Header.GetDouble("TILERA").Value.ShouldBe(150.1);
        var (all, two) = (from.ReadTable().Value, to.ReadTable().Value);
        two.Columns.ShouldBe(all.Columns, new SameColumn());
        two.ReadInt32("FIBER").Value.ShouldBe([7, 3]);
        two.ReadInt64("TARGETID").Value.ShouldBe([all.ReadInt64("TARGETID").Value[7], all.ReadInt64("TARGETID").Value[3]]);
        two.ReadString("PHOTSYS").Value.ShouldBe(["S", "S"]);
        two.ReadDouble("TARGET_RA").Value[1].ShouldBe(all.ReadDouble("TARGET_RA").Value[3]);
    }

    [Fact]
    public void A_fiber_that_the_fibermap_does_not_have_gets_an_empty_row_marked_bad()
    {
        var path = Write(
            FitsColumnContent.Of("FIBER", new short[] { 1501, 1500, 1500 }),
            FitsColumnContent.Of("OBJTYPE", ["TGT", "SKY", "NON"], minimumWidth: 8),
            FitsColumnContent.Of("FLUX_R", [1f, 2f, 3f]) with
            {
                Unit = "nanomaggy",
            }
        );
        var product = Path.Combine(folder, "product.fits");

        var fibermap = GoldenCamera.Succeed(Fibermap.Read(path));
        GoldenCamera.Succeed(FitsWriter.Write(product, [fibermap.Table.Select([new FiberId(1500), new FiberId(1502), new FiberId(1501)])]));

        using var written = FitsFile.Open(product).Value;
        var table = written.Find("FIBERMAP")!.ReadTable().Value;
        table.ReadInt32("FIBER").Value.ShouldBe([1500, 1502, 1501]);
        table.ReadString("OBJTYPE").Value.ShouldBe(["SKY", "BAD", "TGT"]);
        table.Find("OBJTYPE")!.Repeat.ShouldBe(8);
        table.ReadSingle("FLUX_R").Value.ShouldBe([2, 0, 1]);
        table.Find("FLUX_R")!.Unit.ShouldBe("nanomaggy");
    }

    [Fact]
    public void Without_a_fibermap_a_product_names_its_fibers_and_calls_them_bad()
    {
        var product = Path.Combine(folder, "product.fits");

        GoldenCamera.Succeed(FitsWriter.Write(product, [FibermapTable.Empty.Select([new FiberId(4999)])]));

        using var written = FitsFile.Open(product).Value;
        var table = written.Find("FIBERMAP")!.ReadTable().Value;
        table.ReadInt32("FIBER").Value.ShouldBe([4999]);
        table.ReadString("OBJTYPE").Value.ShouldBe(["BAD"]);
    }

    private string Write(params FitsColumnContent[] columns)
    {
        var path = Path.Combine(folder, "fibermap.fits");
        GoldenCamera.Succeed(FitsWriter.Write(path, [FitsHduContent.Empty(), FitsHduContent.Table("FIBERMAP", columns)]));
        return path;
    }

    private sealed class SameColumn : IEqualityComparer<FitsColumn>
    {
        public bool Equals(FitsColumn? x, FitsColumn? y) =>
            (x?.Name, x?.Type, x?.Repeat, x?.Unit) == (y?.Name, y?.Type, y?.Repeat, y?.Unit);

        public int GetHashCode(FitsColumn obj) => obj.Name.GetHashCode(StringComparison.Ordinal);
    }
}
