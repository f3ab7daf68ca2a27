using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;

namespace QuickLook.Tests.Core.Fits;

public sealed class FitsWriterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-fits-").FullName;

    private string Destination => Path.Combine(folder, "product.fits");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_product_of_several_HDUs_is_read_back_as_it_was_written()
    {
        using var image = Ramp(7, 5);
        var mask = Enumerable.Range(0, 35).Select(i => (uint)i * 123_456_789u).ToArray();
        FitsWriter
            .Write(
                Destination,
                [
                    FitsHduContent.Image("IMAGE", image, new FitsHeader([FitsCard.Of("EXPTIME", 900.5, "seconds")])),
                    FitsHduContent.Image<uint>("MASK", mask, [7, 5], compression: FitsCompression.Rice),
                    FitsHduContent.Table(
                        "FIBERMAP",
                        [
                            FitsColumnContent.Of("FIBER", [3, 1, 2]),
                            FitsColumnContent.Of("FLUX", [1f, 2f, 3f, 4f, 5f, float.NaN], repeat: 2),
                            FitsColumnContent.Of("OBJTYPE", ["TGT", "SKY", ""]),
                            FitsColumnContent.Of("TARGETID", [long.MaxValue, -1, 0]),
                            FitsColumnContent.Of("GOOD", [true, false, true]),
                            FitsColumnContent.Of("BITS", [0u, uint.MaxValue, 7u]),
                        ]
                    ),
                ]
            )
            .Failure.ShouldBeNull();

        using var file = FitsFile.Open(Destination).Value;
        file.Damage.ShouldBeNull();
        file.Hdus.Select(hdu => hdu.Address).ShouldBe(["HDU 0 (IMAGE)", "HDU 1 (MASK)", "HDU 2 (FIBERMAP)"]);
        file.Hdus[0].Header.GetDouble("EXPTIME").Value.ShouldBe(900.5);
        using var pixels = file.Hdus[0].ReadPlane().Value;
        pixels.Span.ToArray().ShouldBe(image.Span.ToArray());
        using var bits = file.Find("mask")!.ReadMask().Value;
        bits.Span.ToArray().ShouldBe(mask);
        var table = file.Find("fibermap")!.ReadTable().Value;
        table.ReadInt32("fiber").Value.ShouldBe([3, 1, 2]);
        table.ReadSingle("FLUX").Value.ShouldBe([1f, 2f, 3f, 4f, 5f, float.NaN]);
        table.ReadDoubleRows("FLUX").Value[1].ShouldBe([3, 4]);
        table.ReadString("OBJTYPE").Value.ShouldBe(["TGT", "SKY", ""]);
        table.ReadInt64("TARGETID").Value.ShouldBe([long.MaxValue, -1, 0]);
        table.ReadBoolean("GOOD").Value.ShouldBe([true, false, true]);
        table.ReadInt64("BITS").Value.ShouldBe([0, uint.MaxValue, 7]);
        file.Hdus.ShouldAllBe(hdu => hdu.VerifyChecksum().Value == new FitsChecksums(FitsChecksumState.Valid, FitsChecksumState.Valid));
    }

    private static Plane<float> Ramp(int width, int height)
    {
        var plane = new Plane<float>(height, width);
        for (var i = 0; i < plane.Length; i++)
        {
            plane.Span[i] = (i * 1.25f) - 3;
        }

        return plane;
    }
}
