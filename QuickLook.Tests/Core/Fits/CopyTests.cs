using QuickLook.Core.Fits;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Fits.Oracles;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Fits;

/// <summary>What passes from one file to another without being interpreted: whole HDUs, and rows of tables.</summary>
[Collection(OracleCollection.Name)]
public sealed class CopyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-copy-").FullName;

    private string Source => Path.Combine(folder, "source.fits");

    private string Destination => Path.Combine(folder, "copy.fits");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void HDUs_of_every_kind_are_copied_byte_for_byte()
    {
        if (!ExternalTools.AreAvailable(nameof(HDUs_of_every_kind_are_copied_byte_for_byte)))
        {
            return;
        }

        var samples = Path.Combine(folder, "samples");
        Directory.CreateDirectory(samples);
        ExternalTools.RunOracle("fits_samples.py", [samples]);
        var copies = Directory.CreateDirectory(Path.Combine(folder, "copies")).FullName;
        string[] originals =
        [
            .. Directory.GetFiles(samples),
            GoldenSet.A.RawFile(102),
            GoldenSet.A.FibermapFile(104),
            Path.Combine(GoldenSet.A.CalibrationRoot, "spec", "sp0", "psf-z0.fits.gz"),
        ];
        foreach (var original in originals)
        {
            var copy = Path.Combine(copies, Path.GetFileName(original));
            Copy(original, copy);
            ShouldBeTheSame(original, copy);
        }

        var comparison = new Comparison();
        foreach (var seen in AstropyFile.Read(Directory.GetFiles(copies), Path.Combine(folder, "dump")))
        {
            seen.Error.ShouldBeNull(seen.Path);
            comparison.Compare(seen);
        }

        comparison.Differences.ShouldBeEmpty();
        comparison.Images.ShouldBeGreaterThan(100);
        comparison.Columns.ShouldBeGreaterThan(15);
    }

    [Fact]
    public void A_copied_image_may_become_or_cease_to_be_the_first_HDU()
    {
        var header = new FitsHeader([FitsCard.Of("EXTNAME", "FIRST"), FitsCard.Of("KEPT", 5)]);
        Write(
            FitsHduContent.Image<uint>("", new uint[] { 1, uint.MaxValue }, [2], header),
            FitsHduContent.Image<int>("NEXT", new[] { 7 }, [1])
        );

        using (var source = FitsFile.Open(Source).Value)
        {
            GoldenCamera.Succeed(FitsWriter.Write(Destination, [FitsHduContent.Copy(source.Hdus[1]), FitsHduContent.Copy(source.Hdus[0])]));
        }

        using var copy = FitsFile.Open(Destination).Value;
        copy.Hdus.Select(hdu => hdu.Address).ShouldBe(["HDU 0 (NEXT)", "HDU 1 (FIRST)"]);
        copy.Hdus[0].ReadDoubles().Value.ShouldBe([7]);
        copy.Hdus[1].ReadDoubles().Value.ShouldBe([1, uint.MaxValue]);
        copy.Hdus[1].Header.GetInt("KEPT").Value.ShouldBe(5);
        copy.Hdus.ShouldAllBe(hdu => hdu.VerifyChecksum().Value == new FitsChecksums(FitsChecksumState.Valid, FitsChecksumState.Valid));
    }

    [Fact]
    public void A_copied_HDU_can_have_other_keywords()
    {
        Write(FitsHduContent.Empty(), FitsHduContent.Table("TABLE", [FitsColumnContent.Of("X", [1, 2])]));

        using (var source = FitsFile.Open(Source).Value)
        {
            var hdu = source.Hdus[1];
            GoldenCamera.Succeed(
                FitsWriter.Write(Destination, [FitsHduContent.Copy(hdu, hdu.StoredHeader.With(FitsCard.Of("MEANDX", 0.5)))])
            );
        }

        using var copy = FitsFile.Open(Destination).Value;
        copy.Find("TABLE")!.Header.GetDouble("MEANDX").Value.ShouldBe(0.5);
        copy.Find("TABLE")!.ReadTable().Value.ReadInt32("X").Value.ShouldBe([1, 2]);
    }

    [Fact]
    public void An_HDU_whose_data_are_cut_off_is_not_copied()
    {
        Write(FitsHduContent.Image<double>("IMAGE", new double[10_000], [100, 100]));
        var bytes = File.ReadAllBytes(Source);
        File.WriteAllBytes(Source, bytes[..^20_000]);

        using var source = FitsFile.Open(Source).Value;
        var failure = FitsWriter.Write(Destination, [FitsHduContent.Copy(source.Hdus[0])]).Failure.ShouldNotBeNull();

        failure.Kind.ShouldBe(FailureKind.Transient);
        failure.ToString().ShouldContain("source.fits, HDU 0 (IMAGE)");
        Directory.GetFiles(folder).ShouldBe([Source]);
    }

    [Fact]
    public void Rows_of_a_table_are_taken_in_any_order_with_all_that_columns_have()
    {
        if (!ExternalTools.AreAvailable(nameof(Rows_of_a_table_are_taken_in_any_order_with_all_that_columns_have)))
        {
            return;
        }

        ExternalTools.RunOracle("table_sample.py", [Source]);
        var reversed = Path.Combine(folder, "reversed.fits");
        using (var source = FitsFile.Open(Source).Value)
        {
            var table = source.Hdus[1].ReadTable().Value;
            table.Find("VARIABLE")!.IsVariableLength.ShouldBeTrue();
            GoldenCamera.Succeed(FitsWriter.Write(Destination, [FitsHduContent.Table("ROWS", table.SelectRows([2, 0, -1, 2]))]));
            GoldenCamera.Succeed(FitsWriter.Write(reversed, [FitsHduContent.Table("REVERSED", table.SelectRows([2, 1, 0]))]));
        }

        using var copy = FitsFile.Open(Destination).Value;
        var rows = copy.Find("ROWS")!.ReadTable().Value;
        rows.Columns.Select(column => column.Name).ShouldBe(["U16", "I64", "U64", "SCALED", "MATRIX", "TEXT", "BITS", "FLAG", "PAIR"]);
        rows.ReadInt32("U16").Value.ShouldBe([65535, 0, 32768, 65535], "a row of zeros is 32768 in an unsigned column");
        rows.ReadInt64("I64").Value.ShouldBe([-5, 7, 0, -5]);
        rows.Find("I64")!.Null.ShouldBe(-5);
        rows.ReadDouble("SCALED").Value.ShouldBe([1.5, 0.5, 0.5, 1.5], "0.5 + 0.5 * stored value");
        rows.ReadDoubleRows("MATRIX").Value[0].ShouldBe([12, 13, 14, 15, 16, 17]);
        rows.Find("MATRIX")!.Dimensions.ShouldBe([3, 2]);
        rows.Find("MATRIX")!.Unit.ShouldBe("mm");
        rows.ReadString("TEXT").Value.ShouldBe(["ghi", "a", "", "ghi"]);
        rows.ReadBooleanRows("BITS").Value[1].ShouldBe([true, false, false, false, false, false, false, false, false, true]);
        rows.ReadBoolean("FLAG").Value.ShouldBe([true, true, false, true]);
        rows.ReadComplex("PAIR").Value[3].ShouldBe(new System.Numerics.Complex(5, 6));
        rows.Find("U64")!.Zero.ShouldBe(9223372036854775808.0);

        // astropy sees the same columns, and a file that keeps the standard.
        ExternalTools.RunOracle("fits_verify.py", [Destination, reversed]).ShouldContain("REVERSED");
        var comparison = new Comparison();
        comparison.Compare(AstropyFile.Read([reversed], Path.Combine(folder, "dump")).Single());
        comparison.Differences.ShouldBeEmpty();
        comparison.Columns.ShouldBe(9);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(2)]
    public void A_row_that_a_table_does_not_have_is_a_bug(int row)
    {
        Write(FitsHduContent.Empty(), FitsHduContent.Table("TABLE", [FitsColumnContent.Of("X", [1, 2])]));
        using var source = FitsFile.Open(Source).Value;
        var table = source.Hdus[1].ReadTable().Value;

        Should.Throw<ArgumentOutOfRangeException>(() => table.SelectRows([0, row]));
    }

    private static void Copy(string original, string destination)
    {
        using var source = FitsFile.Open(original).Value;
        GoldenCamera.Succeed(FitsWriter.Write(destination, [.. source.Hdus.Select(hdu => FitsHduContent.Copy(hdu))]));
    }

    private static void ShouldBeTheSame(string original, string copied)
    {
        using var source = FitsFile.Open(original).Value;
        using var copy = FitsFile.Open(copied).Value;
        copy.Damage.ShouldBeNull(copied);
        copy.Hdus.Count.ShouldBe(source.Hdus.Count, copied);
        foreach (var (from, to) in source.Hdus.Zip(copy.Hdus))
        {
            to.Kind.ShouldBe(from.Kind, from.Address);
            to.Axes.ShouldBe(from.Axes, from.Address);
            Keywords(to).ShouldBe(Keywords(from), $"{copied}, {from.Address}");
            to.VerifyChecksum().Value.ShouldBe(new FitsChecksums(FitsChecksumState.Valid, FitsChecksumState.Valid));
            Data(copy, to).AsSpan().SequenceEqual(Data(source, from)).ShouldBeTrue($"{copied}, {from.Address}");
        }
    }

    private static string[] Keywords(FitsHdu hdu) =>
        [
            .. hdu
                .StoredHeader.Cards.Where(card => card.Kind is FitsCardKind.Text or FitsCardKind.Integer or FitsCardKind.Real)
                .Where(card => card.Keyword is not ("CHECKSUM" or "DATASUM" or "ZHECKSUM" or "ZDATASUM" or "PCOUNT" or "GCOUNT"))
                .Select(card => $"{card.Keyword} {card.Kind} {card.Text}")
                .Order(StringComparer.Ordinal),
        ];

    private static byte[] Data(FitsFile file, FitsHdu hdu)
    {
        var bytes = new byte[hdu.Layout.DataBytes];
        hdu.Source.Read(hdu.DataOffset, bytes).ShouldBeNull(file.Path);
        return bytes;
    }

    private void Write(params FitsHduContent[] hdus) => GoldenCamera.Succeed(FitsWriter.Write(Source, hdus));
}
