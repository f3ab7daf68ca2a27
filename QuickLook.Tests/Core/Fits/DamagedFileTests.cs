using QuickLook.Core.Fits;
using QuickLook.Core.Results;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Fits;

/// <summary>Files that are cut off, wrong, or want too much: each ends in a failure that names its place, and what is sound is read.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private static readonly string[] Primary = ["SIMPLE  =                    T", "BITPIX  = 8", "NAXIS   = 0", "EXTEND  = T"];

    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-fits-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_complete_exposure_is_complete_and_names_its_cameras()
    {
        var completeness = FitsFile.CheckComplete(GoldenSet.A.RawFile(104)).Value;

        completeness.IsComplete.ShouldBeTrue();
        completeness.Names.ShouldContain("B0");
        completeness.Names.ShouldContain("Z0");
    }

    [Fact]
    public void An_exposure_cut_within_its_last_camera_still_gives_the_others()
    {
        var bytes = File.ReadAllBytes(GoldenSet.A.RawFile(104));
        var path = FitsBytes.Save(folder, bytes[..^10_000]);

        using var file = FitsFile.Open(path).Value;
        var last = file.Hdus[^1];

        file.Hdus.Count.ShouldBe(4);
        file.Damage!.ToString().ShouldContain($"{last.Address}, byte {bytes.Length - 10_000}");
        file.Damage.Kind.ShouldBe(FailureKind.Unfinished);
        using var first = file.Hdus[1].ReadPlane().Value;
        first.Width.ShouldBe(file.Hdus[1].Axes[0]);
        var failure = last.ReadPlane().Failure!;
        failure.Place!.ShouldContain(last.Address);
        failure.Place!.ShouldContain($"byte {bytes.Length - 10_000}");
        FitsFile.CheckComplete(path).Value.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void A_file_that_ends_at_any_other_byte_is_not_complete()
    {
        var bytes = File.ReadAllBytes(GoldenSet.A.FibermapFile(102));
        int[] cuts = [1, 80, 2879, 2881, 5000, bytes.Length - 2880, bytes.Length - 1];

        foreach (var cut in cuts)
        {
            var answer = FitsFile.CheckComplete(FitsBytes.Save(folder, bytes[..cut]));
            (answer.IsSuccess && answer.Value.IsComplete).ShouldBeFalse($"cut at {cut}");
        }
    }

    [Fact]
    public void A_gzip_file_that_is_cut_off_gives_what_came_before()
    {
        var whole = Directory.GetFiles(GoldenSet.A.CalibrationRoot, "fiberflat-b0.fits.gz", SearchOption.AllDirectories)[0];
        var bytes = File.ReadAllBytes(whole);

        using var file = FitsFile.Open(FitsBytes.Save(folder, bytes[..(bytes.Length / 2)])).Value;

        file.Damage.ShouldNotBeNull();
        file.Hdus[0].Name.ShouldBe("FIBERFLAT");
        file.Hdus[^1].ReadDoubles().Failure.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(new byte[0], "empty")]
    [InlineData(new byte[] { 1, 2, 3 }, "SIMPLE")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0, 0 }, "")]
    public void What_is_no_FITS_file_is_refused_with_its_name(byte[] bytes, string reason)
    {
        var path = FitsBytes.Save(folder, bytes);

        var failure = FitsFile.Open(path).Failure!;

        failure.Reason.ShouldContain(reason);
        failure.Place!.ShouldContain(Path.GetFileName(path));
    }

    [Fact]
    public void A_file_that_is_not_there_may_come() =>
        FitsFile.Open(Path.Combine(folder, "nothing.fits")).Failure!.Kind.ShouldBe(FailureKind.Unfinished);

    [Fact]
    public void An_image_larger_than_the_file_is_refused_before_memory_is_taken()
    {
        var path = FitsBytes.Save(
            folder,
            FitsBytes.Hdu(["SIMPLE  =                    T", "BITPIX  = -64", "NAXIS   = 2", "NAXIS1  = 16000", "NAXIS2  = 16000"])
        );
        using var file = FitsFile.Open(path).Value;

        var before = GC.GetAllocatedBytesForCurrentThread();
        var failure = file.Hdus[0].ReadPlane().Failure!;

        failure.Place!.ShouldContain("HDU 0, byte 2880");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000);
    }

    [Theory]
    [InlineData("2147483647", "2147483647", "2147483647")]
    [InlineData("99999999999", "1", "1")]
    [InlineData("-5", "1", "1")]
    public void Axes_that_cannot_be_counted_are_damage_with_a_place(string first, string second, string third)
    {
        string[] image =
        [
            "XTENSION= 'IMAGE   '",
            "BITPIX  = 64",
            "NAXIS   = 3",
            $"NAXIS1  = {first}",
            $"NAXIS2  = {second}",
            $"NAXIS3  = {third}",
            "PCOUNT  = 9223372036854775807",
            "GCOUNT  = 9223372036854775807",
        ];
        using var file = FitsFile.Open(FitsBytes.Save(folder, FitsBytes.Hdu(Primary), FitsBytes.Hdu(image))).Value;

        file.Hdus.Count.ShouldBe(1);
        file.Damage!.Place!.ShouldContain("HDU 1, byte 2880");
    }

    [Fact]
    public void A_compressed_image_whose_tiles_cannot_hold_its_pixels_is_refused_before_memory_is_taken()
    {
        string[] image =
        [
            "XTENSION= 'BINTABLE'",
            "BITPIX  = 8",
            "NAXIS   = 2",
            "NAXIS1  = 8",
            "NAXIS2  = 1",
            "PCOUNT  = 100",
            "GCOUNT  = 1",
            "TFIELDS = 1",
            "TTYPE1  = 'COMPRESSED_DATA'",
            "TFORM1  = '1PB(100)'",
            "ZIMAGE  = T",
            "ZBITPIX = 16",
            "ZNAXIS  = 2",
            "ZNAXIS1 = 16000",
            "ZNAXIS2 = 16000",
            "ZTILE1  = 16000",
            "ZTILE2  = 16000",
            "ZCMPTYPE= 'RICE_1'",
        ];
        byte[] data = [0, 0, 0, 100, 0, 0, 0, 0, .. new byte[100]];
        using var file = FitsFile.Open(FitsBytes.Save(folder, FitsBytes.Hdu(Primary), FitsBytes.Hdu(image, data))).Value;

        var before = GC.GetAllocatedBytesForCurrentThread();
        var failure = file.Hdus[1].ReadPlane().Failure!;

        failure.Reason.ShouldBe("100 bytes cannot hold the 256000000 pixels of the tile");
        failure.Place!.ShouldContain("HDU 1, tile 0, byte 5768");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000);
    }

    [Fact]
    public void A_descriptor_that_points_outside_the_heap_is_refused_with_row_and_column()
    {
        string[] table =
        [
            "XTENSION= 'BINTABLE'",
            "BITPIX  = 8",
            "NAXIS   = 2",
            "NAXIS1  = 8",
            "NAXIS2  = 2",
            "PCOUNT  = 8",
            "GCOUNT  = 1",
            "TFIELDS = 1",
            "TTYPE1  = 'V'",
            "TFORM1  = '1PJ(2)'",
        ];
        byte[] data = [0, 0, 0, 2, 0, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 4, .. new byte[8]];
        using var file = FitsFile.Open(FitsBytes.Save(folder, FitsBytes.Hdu(Primary), FitsBytes.Hdu(table, data))).Value;

        file.Hdus[1].ReadTable().Value.ReadInt64Rows("V").Failure!.Reason.ShouldContain("Row 1 of column V");
    }

    [Theory]
    [InlineData("TABLE", "ASCII table")]
    [InlineData("FOREIGN", "FOREIGN")]
    public void An_HDU_of_another_kind_is_listed_and_named_when_it_is_read(string extension, string reason)
    {
        string[] cards =
        [
            $"XTENSION= '{extension, -8}'",
            "BITPIX  = 8",
            "NAXIS   = 2",
            "NAXIS1  = 4",
            "NAXIS2  = 2",
            "PCOUNT  = 0",
            "GCOUNT  = 1",
        ];
        using var file = FitsFile.Open(FitsBytes.Save(folder, FitsBytes.Hdu(Primary), FitsBytes.Hdu(cards, new byte[8]))).Value;

        file.Damage.ShouldBeNull();
        file.Hdus[1].ReadPlane().Failure!.Reason.ShouldContain(reason);
        file.Hdus[1].ReadTable().Failure!.Reason.ShouldContain(reason);
    }

    [Fact]
    public void Random_groups_are_named()
    {
        string[] cards =
        [
            "SIMPLE  =                    T",
            "BITPIX  = -32",
            "NAXIS   = 2",
            "NAXIS1  = 0",
            "NAXIS2  = 3",
            "GROUPS  = T",
            "PCOUNT  = 2",
            "GCOUNT  = 4",
        ];
        using var file = FitsFile.Open(FitsBytes.Save(folder, FitsBytes.Hdu(cards, new byte[4 * 4 * 5]))).Value;

        file.Hdus[0].Kind.ShouldBe(FitsHduKind.RandomGroups);
        file.Hdus[0].ReadDoubles().Failure!.Reason.ShouldContain("random groups");
    }

    [Fact]
    public void Limits_are_kept()
    {
        var raw = GoldenSet.A.RawFile(104);
        using var fewHdus = FitsFile.Open(raw, new FitsLimits { MaximumHdus = 2 }).Value;
        using var fewPixels = FitsFile.Open(raw, new FitsLimits { MaximumPixels = 1000 }).Value;
        using var fewBytes = FitsFile.Open(raw, new FitsLimits { MaximumTableBytes = 1000 }).Value;
        var gzip = Directory.GetFiles(GoldenSet.A.CalibrationRoot, "bias-b0.fits.gz", SearchOption.AllDirectories)[0];

        fewHdus.Hdus.Count.ShouldBe(2);
        fewHdus.Damage!.Reason.ShouldContain("more than 2 HDUs");
        fewPixels.Hdus[1].ReadPlane().Failure!.Reason.ShouldContain("more than 1000 pixels");
        fewBytes.Hdus[1].ReadPlane().Failure!.Reason.ShouldContain("more than 1000");
        FitsFile.Open(raw, new FitsLimits { MaximumCards = 5 }).Failure!.Reason.ShouldContain("more than 5 cards");
        FitsFile.Open(gzip, new FitsLimits { MaximumInflatedBytes = 10_000 }).Failure!.Reason.ShouldContain("more than 10000 bytes");
    }
}
