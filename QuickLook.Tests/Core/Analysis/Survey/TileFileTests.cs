using System.IO.Compression;
using System.Text;
using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Fits;

namespace QuickLook.Tests.Core.Analysis.Survey;

public sealed class TileFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ql-tiles-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_FITS_table_gives_its_tiles_that_are_in_the_survey()
    {
        var path = Fits(
            FitsColumnContent.Of("TILEID", [1000, 1001, 1002]),
            FitsColumnContent.Of("RA", [10.5, 359.25, 12.0]),
            FitsColumnContent.Of("DEC", [-8.25, 80.0, 3.0]),
            FitsColumnContent.Of("IN_DESI", [(short)1, (short)1, (short)0]),
            FitsColumnContent.Of("PASS", [0, 7, 1]),
            FitsColumnContent.Of("PROGRAM", ["DARK", "BRIGHT", "DARK"])
        );

        var tiles = TileFile.Read(path).Value;

        tiles.ShouldBe([new PlannedTile(1000, 10.5, -8.25, "dark", 0), new PlannedTile(1001, 359.25, 80, "bright", 7)]);
    }

    [Fact]
    public void A_FITS_table_may_be_packed_and_have_logical_values_and_the_older_name_of_the_program()
    {
        var path = Fits(
            FitsColumnContent.Of("ra", [200.0f, 201.0f]),
            FitsColumnContent.Of("dec", [1.0f, 2.0f]),
            FitsColumnContent.Of("OBSCONDITIONS", ["DARK|GRAY", "BRIGHT"]),
            FitsColumnContent.Of("IN_DESI", [true, false])
        );
        var packed = Path.Combine(folder, "tiles.fits.gz");
        using (var from = File.OpenRead(path))
        using (var to = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
        {
            from.CopyTo(to);
        }

        TileFile.Read(packed).Value.ShouldBe([new PlannedTile(null, 200, 1, "dark|gray")]);
    }

    [Fact]
    public void A_FITS_table_names_the_row_of_a_fault()
    {
        Fault(Fits(FitsColumnContent.Of("RA", [1.0, 361.0]), FitsColumnContent.Of("DEC", [1.0, 1.0])))
            .ShouldContain("row 2: RA 361 is not from 0 to 360");
        Fault(Fits(FitsColumnContent.Of("RA", [1.0, double.NaN]), FitsColumnContent.Of("DEC", [1.0, 1.0]))).ShouldContain("row 2: RA NaN");
        Fault(Fits(FitsColumnContent.Of("TILEID", [5, 5]), FitsColumnContent.Of("RA", [1.0, 2.0]), FitsColumnContent.Of("DEC", [1.0, 1.0])))
            .ShouldContain("row 2: TILEID 5 stands there a second time");
        Fault(Fits(FitsColumnContent.Of("RA", [1.0, 2.0], repeat: 2), FitsColumnContent.Of("DEC", [1.0])))
            .ShouldContain("RA has 2 values in a row");
        Fault(Fits(FitsColumnContent.Of("RA", ["a"]), FitsColumnContent.Of("DEC", [1.0]))).ShouldContain("not numbers");
        Fault(Fits(FitsColumnContent.Of("X", [1.0]))).ShouldContain("no binary table with the columns RA and DEC");
    }

    [Theory]
    [InlineData("TILEID RA DEC PROGRAM\n7 15.5 -3 DARK\n")]
    [InlineData("# a list\n\nTILEID,PROGRAM,RA,DEC\n7,Dark,15.5,-3\n")]
    [InlineData("# %ECSV 1.0\n# ---\n# - {name: RA, unit: deg, datatype: float64}\ntileid ra dec program\n7 15.5 -3.0 \"dark\"\r\n")]
    [InlineData("\uFEFFTILEID\tRA\tDEC\tPROGRAM\n7\t15.5\t-3\tDARK")]
    [InlineData("# TILEID RA DEC PROGRAM\n7 15.5 -3 DARK\n")]
    public void Text_is_divided_by_blanks_or_commas(string text) =>
        TileFile.Read(Text(text)).Value.ShouldBe([new PlannedTile(7, 15.5, -3, "dark")]);

    // 13h 30m is 202.5 degrees; Sirius at 6.752477 h (Hipparcos) is 101.287155 degrees.
    [Theory]
    [InlineData("RA_HOURS DEC\n13.5 0\n6.752477 -16.716\n")]
    [InlineData(
        "# %ECSV 1.0\n# - {name: RA, unit: hour, datatype: float64}\n# - {name: DEC, unit: deg, datatype: float64}\nRA DEC\n13.5 0\n6.752477 -16.716\n"
    )]
    [InlineData("# - {name: RA, unit: hourangle}\nRA,DEC\n13.5,0\n6.752477,-16.716\n")]
    [InlineData("RA DEC EXPTIME E(B-V) HOURANGLE AIRMASS\n13.5 0 900 0.02 0 1.1\n6.752477 -16.716 900 0.02 0 1.5\n")]
    public void Hours_become_degrees_exactly_once(string text)
    {
        var tiles = TileFile.Read(Text(text)).Value;

        tiles[0].RaDegrees.ShouldBe(202.5);
        tiles[1].RaDegrees.ShouldBe(101.287155, 1e-9);
        tiles[1].DecDegrees.ShouldBe(-16.716, "declination is in degrees in every list");
    }

    [Fact]
    public void Degrees_stay_degrees_also_when_all_of_them_are_small() =>
        TileFile.Read(Text("RA DEC\n13.5 0\n0.5 1\n360 2\n")).Value.Select(tile => tile.RaDegrees).ShouldBe([13.5, 0.5, 0]);

    [Fact]
    public void A_unit_of_hours_in_a_FITS_table_counts_too() =>
        TileFile
            .Read(Fits(FitsColumnContent.Of("RA", [13.5]) with { Unit = "hour" }, FitsColumnContent.Of("DEC", [0.0])))
            .Value.Single()
            .RaDegrees.ShouldBe(202.5);

    [Theory]
    [InlineData("", "no line with the names")]
    [InlineData("# only a comment\n", "no line with the names")]
    [InlineData("A B C\n1 2 3\n", "line 1: the names of the columns are expected here")]
    [InlineData("RA DEC\n1 2\n1\n", "line 3: there are 1 values for 2 columns")]
    [InlineData("RA DEC\n1 x\n", "line 2: DEC is 'x', not a number")]
    [InlineData("RA DEC\n-1 0\n", "line 2: RA -1 is not from 0 to 360 degrees")]
    [InlineData("RA DEC\n1e999 0\n", "line 2: RA Infinity is not from 0 to 360 degrees")]
    [InlineData("RA_HOURS DEC\n25 0\n", "line 2: RA 25 is not from 0 to 24 hours")]
    [InlineData("RA DEC\n1 nan\n", "line 2: DEC NaN is not from -90 to 90 degrees")]
    [InlineData("RA DEC\n1 91\n", "line 2: DEC 91 is not")]
    [InlineData("TILEID RA DEC\n1.5 1 1\n", "line 2: TILEID is '1.5', not a whole number")]
    [InlineData("TILEID RA DEC\n-4 1 1\n", "line 2: TILEID -4 is not a number from 0")]
    [InlineData("TILEID RA DEC\n4 1 1\n4 2 2\n", "line 3: TILEID 4 stands there a second time")]
    [InlineData("RA DEC\n\0", "neither a FITS file nor a table in text")]
    public void A_fault_in_text_names_its_line(string text, string fault) => Fault(Text(text)).ShouldContain(fault);

    [Fact]
    public void A_file_that_is_not_there_or_too_large_is_said()
    {
        Fault(Path.Combine(folder, "nothing.fits")).ShouldContain("nothing.fits: there is no such file");
        Fault(folder).ShouldContain("there is no such file");
        var large = Path.Combine(folder, "large.txt");
        using (var file = File.Create(large))
        {
            file.SetLength(TileFile.MostBytes + 1);
        }

        Fault(large).ShouldContain("more than 64 MiB");
        Fault(Text("RA DEC\n" + new string(' ', 5000) + "1 1\n")).ShouldContain("line 2: the line has more than 4096");
    }

    [Fact]
    public void A_cut_FITS_file_is_a_fault_and_no_crash()
    {
        // Two headers of a block each, then a row of two doubles; what follows is padding, without which every row is there.
        const int EndOfRows = (2 * 2880) + 16;
        var bytes = File.ReadAllBytes(Fits(FitsColumnContent.Of("RA", [1.0]), FitsColumnContent.Of("DEC", [1.0])));
        for (var length = 9; length < EndOfRows; length += 411)
        {
            var path = Path.Combine(folder, "cut.fits");
            File.WriteAllBytes(path, bytes[..length]);
            TileFile.Read(path).IsSuccess.ShouldBeFalse($"cut at {length}");
        }
    }

    private static string Fault(string path) => TileFile.Read(path).Failure!.ToString();

    private string Text(string text)
    {
        var path = Path.Combine(folder, "tiles.txt");
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    private string Fits(params FitsColumnContent[] columns)
    {
        var path = Path.Combine(folder, "tiles.fits");
        FitsWriter.Write(path, [FitsHduContent.Table("TILES", columns)]).IsSuccess.ShouldBeTrue();
        return path;
    }
}
