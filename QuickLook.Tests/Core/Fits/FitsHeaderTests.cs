using System.Numerics;
using QuickLook.Core.Fits;

namespace QuickLook.Tests.Core.Fits;

/// <summary>Cards as FITS 4.0 section 4 describes them, and as others get them wrong.</summary>
public sealed class FitsHeaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-fits-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("NAME    = 'b0      '           / camera", "b0")]
    [InlineData("NAME    = 'O''Hara'", "O'Hara")]
    [InlineData("NAME    = '  leading'", "  leading")]
    [InlineData("NAME    = ''", "")]
    [InlineData("NAME    = 'a / b'", "a / b")]
    [InlineData("name    = 'lower'", "lower")]
    public void A_string_is_read_without_its_trailing_blanks(string card, string expected) =>
        Read(card).GetString("NAME").Value.ShouldBe(expected);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("-7.5", -7.5)]
    [InlineData("1.5D3", 1500)]
    [InlineData("1.5d-3 / comment", 0.0015)]
    [InlineData("+2E+2", 200)]
    [InlineData(".5", 0.5)]
    public void A_number_is_read_with_either_exponent(string value, double expected) =>
        Read($"X       = {value}").GetDouble("X").Value.ShouldBe(expected);

    [Fact]
    public void Other_kinds_of_values_are_read()
    {
        var header = Read(
            "T       = T",
            "F       =   F / no",
            "Z       = (1.5, -2)",
            "U       =",
            "BIG     = 9223372036854775807",
            "WHOLE   = 32768.0"
        );

        header.GetBoolean("t").Value.ShouldBeTrue();
        header.GetBoolean("F").Value.ShouldBeFalse();
        header.GetComplex("Z").Value.ShouldBe(new Complex(1.5, -2));
        header.Find("U")!.Kind.ShouldBe(FitsCardKind.Undefined);
        header.GetLong("BIG").Value.ShouldBe(long.MaxValue);
        header.GetInt("WHOLE").Value.ShouldBe(32768);
        header.TryGet("ABSENT", out string? _).ShouldBeFalse();
    }

    [Fact]
    public void A_long_string_goes_on_in_CONTINUE_cards()
    {
        var header = Read("LONG    = 'one &'", "CONTINUE  'two, it''s &'", "CONTINUE  'three' / the end", "NEXT    = 1");

        header.GetString("LONG").Value.ShouldBe("one two, it's three");
        header.Find("LONG")!.Comment.ShouldBe("the end");
        header.GetInt("NEXT").Value.ShouldBe(1);
    }

    [Fact]
    public void An_ampersand_that_nothing_continues_and_a_CONTINUE_that_continues_nothing_stay_what_they_are()
    {
        var header = Read("AND     = 'salt &'", "OTHER   = 2", "CONTINUE  'pepper'");

        header.GetString("AND").Value.ShouldBe("salt &");
        header.Cards[^1].Kind.ShouldBe(FitsCardKind.Continuation);
    }

    [Fact]
    public void A_HIERARCH_keyword_is_found_with_and_without_the_word()
    {
        var header = Read("HIERARCH ESO DET ID = 'CCD 44' / chip");

        header.GetString("ESO DET ID").Value.ShouldBe("CCD 44");
        header.GetString("hierarch eso det id").Value.ShouldBe("CCD 44");
    }

    [Fact]
    public void The_first_of_duplicate_keywords_wins_and_all_are_kept()
    {
        var header = Read("GAIN    = 1.5", "GAIN    = 2.5", "COMMENT one", "COMMENT two");

        header.GetDouble("GAIN").Value.ShouldBe(1.5);
        header.Cards.Count(card => card.Keyword == "GAIN").ShouldBe(2);
        header.Cards.Where(card => card.Keyword == "COMMENT").Select(card => card.Text.Trim()).ShouldBe(["one", "two"]);
    }

    [Theory]
    [InlineData("BAD     = 'open")]
    [InlineData("BAD     = caf\u00e9")]
    [InlineData("BAD     = 'caf\u00e9'")]
    [InlineData("BAD     = 12 34")]
    [InlineData("BAD     = NaN")]
    public void A_damaged_card_is_kept_and_harms_no_other(string card)
    {
        var header = Read(card, "GOOD    = 1");

        header.Cards.Count(found => found.Kind == FitsCardKind.Damaged).ShouldBe(1);
        header.GetString("BAD").Failure!.Reason.ShouldContain("damaged");
        header.GetInt("GOOD").Value.ShouldBe(1);
    }

    [Fact]
    public void What_is_missing_or_of_another_kind_is_named_with_its_HDU()
    {
        var header = Read("NAME    = 'x'");

        header.GetInt("EXPID").Failure!.ToString().ShouldBe("HDU 0: The keyword EXPID is missing");
        header
            .GetInt("NAME")
            .Failure!.ToString()
            .ShouldBe("HDU 0: The keyword NAME has the value x, a whole number of 32 bits was expected");
    }

    [Fact]
    public void An_inheriting_header_takes_what_it_lacks_but_not_the_structure()
    {
        var primary = Read("EXPTIME = 900", "FLAVOR  = 'science'", "EXTNAME = 'SPS'", "BZERO   = 5", "CHECKSUM= 'x'");
        var camera = new FitsHeader([FitsCard.Of("FLAVOR", "arc"), FitsCard.Of("CAMERA", "b0")]);

        var merged = FitsHeader.Merge(primary, camera);

        merged.GetDouble("EXPTIME").Value.ShouldBe(900);
        merged.GetString("FLAVOR").Value.ShouldBe("arc");
        merged.Cards.Select(card => card.Keyword).ShouldBe(["FLAVOR", "CAMERA", "EXPTIME"]);
    }

    [Fact]
    public void Cards_are_set_in_their_place_or_added()
    {
        var header = new FitsHeader([FitsCard.Of("A", 1), FitsCard.Of("B", 2)]).With(FitsCard.Of("a", 3), FitsCard.Of("C", 4));

        header.Cards.Select(card => card.Text).ShouldBe(["3", "2", "4"]);
    }

    private FitsHeader Read(params string[] cards) => FitsBytes.Header(folder, cards);
}
