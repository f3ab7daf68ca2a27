using QuickLook.Core.Results;

namespace QuickLook.Tests.Core.Results;

public class SpellingTests
{
    private static readonly string[] Known = ["reference", "normal", "warning", "cameras"];

    [Theory]
    [InlineData("warnings", "warning")]
    [InlineData("refrence", "reference")]
    [InlineData("Normal", "normal")]
    public void A_misspelt_word_gets_the_nearest_known_one(string written, string meant) =>
        Spelling.Nearest(written, Known).ShouldBe(meant);

    [Theory]
    [InlineData("")]
    [InlineData("colour")]
    public void A_word_that_is_near_to_none_gets_no_hint(string written) => Spelling.Hint(written, Known).ShouldBeEmpty();

    [Fact]
    public void A_very_long_word_gets_no_hint() => Spelling.Nearest(new string('n', 10_000), Known).ShouldBeNull();
}
