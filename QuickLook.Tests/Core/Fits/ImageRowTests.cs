using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;

namespace QuickLook.Tests.Core.Fits;

public sealed class ImageRowTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ql-row-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_row_is_the_same_as_that_row_of_the_whole_image()
    {
        using var plane = new Plane<float>(7, 40_000); // a row is longer than the pieces in which images are read
        for (var i = 0; i < plane.Span.Length; i++)
        {
            plane.Span[i] = (i * 0.25f) - 100;
        }

        using var file = Written(FitsHduContent.Image("FLUX", plane));
        var hdu = file.Find("FLUX")!;
        using var whole = hdu.ReadPlane().Value;

        foreach (var row in new[] { 0, 3, 6 })
        {
            hdu.ReadRow(row).Value.Select(value => (float)value).ShouldBe(whole.Span.Slice(row * 40_000, 40_000).ToArray());
        }
    }

    [Fact]
    public void Integers_are_scaled_and_compressed_rows_decoded()
    {
        using var plane = new Plane<ushort>(5, 300);
        for (var i = 0; i < plane.Span.Length; i++)
        {
            plane.Span[i] = (ushort)(i * 40);
        }

        using var plain = Written(FitsHduContent.Image("RAW", plane));
        using var compressed = Written(FitsHduContent.Image("RAW", plane, compression: FitsCompression.Rice));

        plain.Find("RAW")!.ReadRow(4).Value[299].ShouldBe(((4 * 300) + 299) * 40);
        compressed.Find("RAW")!.ReadRow(4).Value.ShouldBe(plain.Find("RAW")!.ReadRow(4).Value);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public void A_row_that_is_not_there_is_a_failure_that_says_so(int row)
    {
        using var plane = new Plane<float>(3, 10);
        using var file = Written(FitsHduContent.Image("FLUX", plane));

        file.Find("FLUX")!.ReadRow(row).Failure!.Reason.ShouldBe($"The image has 3 rows, there is no row {row}");
    }

    [Fact]
    public void One_axis_has_no_rows_and_a_file_that_is_cut_off_is_not_read()
    {
        using var line = Written(FitsHduContent.Image<double>("WAVELENGTH", new double[] { 1, 2, 3 }, [3]));
        line.Find("WAVELENGTH")!.ReadRow(0).Failure!.Reason.ShouldContain("no two-dimensional image");

        using var plane = new Plane<float>(100, 100);
        using (var whole = Written(FitsHduContent.Image("FLUX", plane)))
        {
            File.WriteAllBytes(Path.Combine(folder, "cut.fits"), File.ReadAllBytes(whole.Path)[..20_000]);
        }

        using var cut = FitsFile.Open(Path.Combine(folder, "cut.fits")).Value;
        cut.Hdus[^1].ReadRow(0).IsSuccess.ShouldBeFalse();
    }

    private FitsFile Written(FitsHduContent content)
    {
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.fits");
        FitsWriter.Write(path, [content]).IsSuccess.ShouldBeTrue();
        return FitsFile.Open(path).Value;
    }
}
