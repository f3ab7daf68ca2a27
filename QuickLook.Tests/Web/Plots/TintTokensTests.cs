using QuickLook.Tests.Golden;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Plots;

public sealed class TintTokensTests
{
    [Fact]
    public void Every_tint_is_a_token_that_both_themes_have()
    {
        var tokens = File.ReadAllText(Path.Combine(GoldenSet.RepositoryRoot, "QuickLook.Web", "wwwroot", "css", "tokens.css"));
        var themes = tokens.Split(":root[data-theme=\"light\"]");
        themes.Length.ShouldBe(2);

        foreach (var tint in Enum.GetValues<Tint>())
        {
            themes[0].ShouldContain($"{tint.Token()}:", Case.Sensitive, $"{tint} in the dark theme");
            themes[1].ShouldContain($"{tint.Token()}:", Case.Sensitive, $"{tint} in the light theme");
        }
    }
}
