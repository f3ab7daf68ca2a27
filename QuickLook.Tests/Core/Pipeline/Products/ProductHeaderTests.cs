using QuickLook.Core.Fits;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Products;

namespace QuickLook.Tests.Core.Pipeline.Products;

public sealed class ProductHeaderTests
{
    [Fact]
    public void A_product_has_the_exposures_keywords_and_not_those_of_the_raw_HDU()
    {
        var header = ProductHeader.Of(ProductFolder.CameraHeader, FitsCard.Of("WAVESTEP", 0.8), FitsCard.Of("EXPTIME", 1.0));

        header.GetString("CAMERA").Value.ShouldBe("r3");
        header.GetDouble("WAVESTEP").Value.ShouldBe(0.8);
        header.GetDouble("EXPTIME").Value.ShouldBe(1.0, "a step's keyword replaces the raw one");
        header.Cards.Count(card => card.Keyword == "EXPTIME").ShouldBe(1);
        header.Contains("EXTNAME").ShouldBeFalse();
        header.Contains("INHERIT").ShouldBeFalse();
        header.Contains("BUNIT").ShouldBeFalse();
    }

    [Fact]
    public void Our_name_takes_the_first_free_number_and_leaves_the_others()
    {
        var header = ProductHeader.Of(ProductFolder.CameraHeader);

        Pairs(header).ShouldBe(["python 3.11", $"quicklook {ThisCode.Version}", "desispec 0.68.1"]);
    }

    [Fact]
    public void A_header_that_we_signed_before_is_signed_in_its_place()
    {
        var before = ProductFolder.CameraHeader.With(FitsCard.Of("DEPNAM01", "quicklook"), FitsCard.Of("DEPVER01", "0.0.1"));

        Pairs(ProductHeader.Of(before)).ShouldBe(["python 3.11", $"quicklook {ThisCode.Version}", "desispec 0.68.1"]);
    }

    [Fact]
    public void A_header_without_room_for_another_name_is_left_as_it_is()
    {
        var full = new FitsHeader(Enumerable.Range(0, 100).Select(number => FitsCard.Of($"DEPNAM{number:D2}", "other")));

        ProductHeader.Signed(full).Cards.ShouldBe(full.Cards);
    }

    private static string[] Pairs(FitsHeader header) =>
        [
            .. Enumerable
                .Range(0, 100)
                .Where(number => header.Contains($"DEPNAM{number:D2}"))
                .Select(number => $"{header.GetString($"DEPNAM{number:D2}").Value} {header.GetString($"DEPVER{number:D2}").Value}"),
        ];
}
