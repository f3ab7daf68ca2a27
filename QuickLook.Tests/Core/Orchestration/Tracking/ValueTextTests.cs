using System.Text.Json.Nodes;
using QuickLook.Core.Orchestration.Tracking;

namespace QuickLook.Tests.Core.Orchestration.Tracking;

public sealed class ValueTextTests
{
    [Fact]
    public void Whole_numbers_made_in_memory_are_shown_like_those_of_a_document()
    {
        ValueText.Of(JsonValue.Create(498), "fibers").ShouldBe("498 fibers");
        ValueText.Of(JsonValue.Create(498L), string.Empty).ShouldBe("498");
        ValueText.Of(JsonNode.Parse("498"), "fibers").ShouldBe("498 fibers");
    }

    [Fact]
    public void Amplifiers_are_listed_with_five_digits_and_one_unit() =>
        ValueText.Of(new JsonArray(185.0712345, 177.75, null, 167), "ADU").ShouldBe("185.07, 177.75, –, 167 ADU");

    [Fact]
    public void Lists_that_do_not_fit_a_tooltip_are_counted() =>
        ValueText
            .Of(new JsonArray([.. Enumerable.Range(0, 500).Select(number => JsonValue.Create(number))]), "e-")
            .ShouldBe("500 values e-");

    [Fact]
    public void No_value_is_a_dash() => ValueText.Of(null, string.Empty).ShouldBe("–");
}
