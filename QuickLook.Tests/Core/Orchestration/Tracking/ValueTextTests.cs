using System.Text.Json.Nodes;
using QuickLook.Core.Orchestration.Tracking;

namespace QuickLook.Tests.Core.Orchestration.Tracking;

public sealed class ValueTextTests
{
    [Theory]
    [InlineData("185.06607055664062", "ADU", "185.07 ADU")]
    [InlineData("[2.9199017563016025, 3.0451831052733502]", "e-", "2.9199, 3.0452 e-")]
    [InlineData("[1.5, null]", "", "1.5, –")]
    [InlineData("499", "", "499")]
    [InlineData("1234567.8", "", "1234568")]
    [InlineData("1e-12", "", "1E-12")]
    [InlineData("[1,2,3,4,5,6,7,8,9]", "e-", "9 values e-")]
    [InlineData("\"broken\"", "", "broken")]
    public void A_value_is_short_and_has_its_unit(string json, string unit, string text) =>
        ValueText.Of(JsonNode.Parse(json), unit).ShouldBe(text);

    [Fact]
    public void A_number_made_in_memory_is_read_as_well_as_a_parsed_one() =>
        ValueText.Of(new JsonArray(1, 2.5, 3L, 4f), "").ShouldBe("1, 2.5, 3, 4");
}
