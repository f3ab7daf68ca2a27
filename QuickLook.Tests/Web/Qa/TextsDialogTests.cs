using Bunit;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Results;
using QuickLook.Web.Components.Pages.Qa;
using Radzen.Blazor;

namespace QuickLook.Tests.Web.Qa;

/// <summary>Texts of a test are edited where they are read.</summary>
public sealed class TextsDialogTests : WebTestContext
{
    private TestMapping Noise => Mappings.Current.Flavors[Flavor.Science].Stages[0].Tests.Single(test => test.Name == "rms");

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Operator)]
    public void Only_administrators_are_offered_it(Role role)
    {
        Actor.Become(role);

        Help().FindAll("button").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_written_is_saved_for_every_flavor_that_says_the_same()
    {
        Actor.Become(Role.Admin);
        var before = TestTexts.Of(Noise);
        var dialogs = Render<RadzenDialog>();
        var editing = Help().Find(".edit button").ClickAsync(new());
        dialogs.WaitForElement("textarea#text-action");
        dialogs.Find("textarea#text-help").GetAttribute("value").ShouldBe(before.Help);
        Button(dialogs, "Save").HasAttribute("disabled").ShouldBeTrue("nothing is changed yet");

        dialogs.Find("textarea#text-action").Input("Call the <b>specialist</b>.");
        dialogs.Find(".too").TextContent.ShouldContain("arc");
        await dialogs.Find("form").SubmitAsync();
        await editing;

        var (actor, change) = Texts.Saved.ShouldHaveSingleItem();
        actor.Name.ShouldBe("test admin");
        change.StatusKey.ShouldBe("NOISE_AMP_STATUS");
        change.Before.ShouldBe(before);
        change.After.ShouldBe(before with { Action = "Call the <b>specialist</b>." });
        change.Flavors[0].ShouldBe(Flavor.Science);
        var same = Mappings.Current.Flavors.Where(each => Says(each.Value, before)).Select(each => each.Key).Order();
        change.Flavors.Order().ShouldBe(same);
        dialogs.FindAll("textarea").ShouldBeEmpty("it is closed");
    }

    [Fact]
    public async Task It_may_be_for_one_flavor_only_and_a_refusal_stays_on_screen()
    {
        Actor.Become(Role.Admin);
        Texts.Failure = new Failure("somebody else has changed these texts");
        var dialogs = Render<RadzenDialog>();
        var editing = Help().Find(".edit button").ClickAsync(new());
        dialogs.WaitForElement("textarea#text-action");

        dialogs.Find("textarea#text-help").Input("Other.");
        dialogs.Find(".too input").Change(false);
        await dialogs.Find("form").SubmitAsync();

        dialogs.Find("[role='alert']").TextContent.ShouldContain("somebody else has changed these texts");
        dialogs.Find("textarea#text-help").GetAttribute("value").ShouldBe("Other.");
        Texts.Saved.Single().Change.Flavors.ShouldBe([Flavor.Science]);
        Button(dialogs, "Cancel").Click();
        await editing;
    }

    private static bool Says(FlavorMapping mapping, TestTexts texts) =>
        mapping.Stages.SelectMany(stage => stage.Tests).Any(test => test.StatusKey == "NOISE_AMP_STATUS" && TestTexts.Of(test) == texts);

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<RadzenDialog> dialogs, string text) =>
        dialogs.FindAll("button").Single(button => button.TextContent == text);

    private IRenderedComponent<QaHelp> Help() =>
        RenderLive<QaHelp>(help =>
            help.Add(
                one => one.Test,
                new QaTest
                {
                    Stage = "CHECK_CCDs",
                    StageTitle = "CHECK CCDS",
                    Name = "rms",
                    StatusKey = "NOISE_AMP_STATUS",
                    Title = "Noise AMP",
                    Mapping = Noise,
                }
            )
        );
}
