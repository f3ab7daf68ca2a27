using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Tests.Core.Fits.Oracles;

namespace QuickLook.Tests.Core.Fits;

[Collection(OracleCollection.Name)]
public sealed class FitsWriterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-fits-").FullName;

    private static FitsColumnContent Matrix => FitsColumnContent.Of("X", new double[12], 6) with { Unit = "Angstrom", Dimensions = [3, 2] };

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

    [Fact]
    public void Written_files_keep_the_standard_and_their_checksums_in_the_eyes_of_astropy()
    {
        if (!ExternalTools.AreAvailable(nameof(Written_files_keep_the_standard_and_their_checksums_in_the_eyes_of_astropy)))
        {
            return;
        }

        var text = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"it's {i}"));
        var header = new FitsHeader([
            FitsCard.Of("LONGTEXT", text, "a comment"),
            FitsCard.Of("ESO DET ID", 17),
            FitsCard.Of("TINY", 1.25e-300),
            FitsCard.Of("NOTHING", double.NaN),
            FitsCard.Of("YES", true),
            FitsCard.Commentary("HISTORY", new string('h', 200)),
            new FitsCard("BROKEN", FitsCardKind.Damaged, "= 'caf?"),
        ]);
        using var image = Ramp(100, 30);
        var integers = Enumerable.Range(0, 3000).Select(i => (i * i) % 7919).ToArray();
        FitsWriter
            .Write(
                Destination,
                [
                    FitsHduContent.Empty(header),
                    FitsHduContent.Image("REAL", image, header),
                    FitsHduContent.Image<double>("DOUBLE", new double[24], [2, 3, 4], header),
                    FitsHduContent.Image<byte>("BYTE", new byte[7], [7]),
                    FitsHduContent.Image<long>("LONG", new long[] { 1, long.MinValue }, [2]),
                    FitsHduContent.Image<int>("R4", integers, [100, 30], header, FitsCompression.Rice),
                    FitsHduContent.Image<ushort>(
                        "R2",
                        Array.ConvertAll(integers, value => (ushort)value),
                        [100, 30],
                        header,
                        FitsCompression.Rice
                    ),
                    FitsHduContent.Table(
                        "TABLE",
                        [
                            Matrix,
                            FitsColumnContent.Of("NAME", ["a", "bc"]),
                            FitsColumnContent.Of("FLAG", [true, false]),
                            FitsColumnContent.Of("U", [1u, uint.MaxValue]),
                        ],
                        header
                    ),
                ]
            )
            .Failure.ShouldBeNull();

        var seen = ExternalTools.RunOracle("fits_verify.py", [Destination]).TrimEnd().Split('\n');

        seen.Length.ShouldBe(8);
        seen[1].ShouldBe($"{Destination}\tREAL\t{text}\t17");
        seen[5].ShouldBe($"{Destination}\tR4\t{text}\t17");
        using var file = FitsFile.Open(Destination).Value;
        file.Hdus[5].Header.GetString("LONGTEXT").Value.ShouldBe(text);
        file.Hdus[5].Header.GetInt("HIERARCH ESO DET ID").Value.ShouldBe(17);
        file.Hdus[0].Header.GetDouble("TINY").Value.ShouldBe(1.25e-300);
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_the_old_one_and_nothing_else()
    {
        FitsWriter.Write(Destination, [FitsHduContent.Empty(name: "OLD")]).Failure.ShouldBeNull();

        var tooLong = FitsCard.Of("HIERARCHICAL KEYWORD", new string('x', 100));
        var failure = FitsWriter.Write(Destination, [FitsHduContent.Empty(new FitsHeader([tooLong]), "NEW")]).Failure;

        failure!.Reason.ShouldContain("HIERARCHICAL KEYWORD");
        failure.Place!.ShouldContain("HDU 0 (NEW)");
        using var file = FitsFile.Open(Destination).Value;
        file.Hdus[0].Name.ShouldBe("OLD");
        Directory.GetFiles(folder).ShouldBe([Destination]);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_failure_that_may_pass() =>
        FitsWriter
            .Write(Path.Combine(folder, "nowhere", "product.fits"), [FitsHduContent.Empty()])
            .Failure!.Kind.ShouldBe(QuickLook.Core.Results.FailureKind.Transient);

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
