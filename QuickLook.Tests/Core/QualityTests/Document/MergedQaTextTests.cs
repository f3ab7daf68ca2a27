using System.Text;
using System.Text.Json.Nodes;
using QuickLook.Core.QualityTests.Document;

namespace QuickLook.Tests.Core.QualityTests.Document;

public class MergedQaTextTests
{
    [Fact]
    public void Keys_are_sorted_by_code_point_and_each_element_stands_on_a_line_of_its_own()
    {
        // Layout as pipeline.md 5.2 item 10 and the golden merged documents have it.
        var document = new JsonObject
        {
            ["b"] = new JsonArray(1.5, 2),
            ["NIGHT"] = "20201107",
            ["CHECK_CCDs"] = new JsonObject(),
            ["CHECK_ARC"] = new JsonArray(),
        };
        TextOf(document)
            .ShouldBe(
                "{\n    \"CHECK_ARC\": [],\n    \"CHECK_CCDs\": {},\n    \"NIGHT\": \"20201107\",\n    \"b\": [\n        1.5,\n        2\n    ]\n}"
            );
    }

    [Theory]
    [InlineData(185.06607055664062, "185.06607055664062")]
    [InlineData(0.1, "0.1")]
    [InlineData(150, "150.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1e300, "1e+300")]
    [InlineData(double.NaN, "null")]
    [InlineData(double.PositiveInfinity, "null")]
    [InlineData(double.NegativeInfinity, "null")]
    public void A_real_number_is_as_short_as_it_can_be_and_null_when_it_is_none(double value, string text) =>
        TextOf(JsonValue.Create(value)).ShouldBe(text);

    [Fact]
    public void Whole_numbers_stay_whole_whether_made_or_parsed()
    {
        TextOf(JsonValue.Create(101)).ShouldBe("101");
        TextOf(JsonNode.Parse("[5, 5.0, 0.25]")!).ShouldBe("[\n    5,\n    5.0,\n    0.25\n]");
    }

    [Fact]
    public void Text_is_ascii_with_escapes() =>
        TextOf(JsonValue.Create("a\"\\\n\u0001Å€+<")).ShouldBe("\"a\\\"\\\\\\n\\u0001\\u00c5\\u20ac+<\"");

    private static string TextOf(JsonNode node) => Encoding.ASCII.GetString(MergedQaText.Write(node));
}
