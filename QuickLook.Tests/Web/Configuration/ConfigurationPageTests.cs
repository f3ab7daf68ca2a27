using Bunit;
using QuickLook.Core.Access;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Web.Components.Pages.Configuration;
using Radzen.Blazor;

namespace QuickLook.Tests.Web.Configuration;

public sealed class ConfigurationPageTests : WebTestContext
{
    public ConfigurationPageTests() => Actor.Become(Role.Admin);

    [Fact]
    public async Task Saving_says_what_changes_and_asks()
    {
        var (page, dialogs) = Pages();
        Button(page, "Save …").HasAttribute("disabled").ShouldBeTrue("nothing has changed");
        page.Find("#field-retry-retries").Input("4");
        page.FindAll("[aria-label='Cameras processed'] .camera").Single(camera => camera.TextContent == "z9").Click();

        var asked = Button(page, "Save …").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.Find(".changes").TextContent.ShouldContain("retry.retries24"));
        Configuration.Saved.ShouldBeEmpty();
        dialogs.FindAll("button").Single(button => button.TextContent == "Save it").Click();
        await asked;

        var saved = Configuration.Saved.Single();
        saved.Retry.Retries.ShouldBe(4);
        saved.Cameras.Length.ShouldBe(29);
        page.WaitForAssertion(() =>
            page.Find(".process-head").TextContent.ShouldContain("changed by test admin at 1970-01-01 00:01:00 UTC")
        );
        Button(page, "Save …").HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public void A_fault_is_at_its_field_and_in_the_summary_and_nothing_can_be_saved()
    {
        var (page, _) = Pages();

        page.Find("#field-workers").Input("900");

        page.Find("#field-workers").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("section[aria-label='Work'] .fault").TextContent.ShouldContain("it must be 1 to 256");
        page.Find(".faults").TextContent.ShouldContain("One thing is wrong");
        Button(page, "Save …").HasAttribute("disabled").ShouldBeTrue();

        Button(page, "Discard").Click();
        page.FindAll(".faults").ShouldBeEmpty();
        page.Find("#field-workers").GetAttribute("value").ShouldBeNullOrEmpty();
    }

    [Fact]
    public void What_somebody_else_saves_is_shown_at_once_unless_something_is_being_edited()
    {
        var (page, _) = Pages();
        Configuration.Set(new ServiceConfiguration { Workers = 7 }, "Walter", Time.GetUtcNow());
        page.WaitForAssertion(() => page.Find("#field-workers").GetAttribute("value").ShouldBe("7"));

        page.Find("#field-workers").Input("8");
        Configuration.Set(new ServiceConfiguration { Workers = 9 }, "Walter", Time.GetUtcNow() + TimeSpan.FromMinutes(1));

        page.WaitForAssertion(() => page.Find(".notice[role=alert]").TextContent.ShouldContain("Walter has changed the configuration"));
        page.Find("#field-workers").GetAttribute("value").ShouldBe("8");
        Button(page, "Show what is in force").Click();
        page.Find("#field-workers").GetAttribute("value").ShouldBe("9");
    }

    [Fact]
    public void Defaults_are_restored_into_the_form_and_saved_only_when_asked()
    {
        Configuration.Set(new ServiceConfiguration { Workers = 7 }, "Walter", Time.GetUtcNow());
        var (page, _) = Pages();

        Button(page, "Restore defaults").Click();

        page.Find("#field-workers").GetAttribute("value").ShouldBeNullOrEmpty();
        Configuration.Saved.ShouldBeEmpty();
        Button(page, "Save …").HasAttribute("disabled").ShouldBeFalse();
    }

    [Fact]
    public void A_configuration_comes_in_as_JSON_and_what_is_wrong_with_it_is_said()
    {
        var (page, _) = Pages();
        Button(page, "JSON").Click();
        page.Find("#configuration-json").GetAttribute("value").ShouldBe(ConfigurationJson.Write(new ServiceConfiguration()));

        page.Find("[aria-label='JSON to import']").Input("""{ "workers": "two" }""");
        Button(page, "Take into the form").Click();
        page.Find(".fault").TextContent.ShouldContain("workers");

        page.Find("[aria-label='JSON to import']").Input("""{ "workers": 2, "allowedDelay": "02:00:00" }""");
        Button(page, "Take into the form").Click();
        page.Find("#field-workers").GetAttribute("value").ShouldBe("2");
        page.Find("#field-allowedDelay").GetAttribute("value").ShouldBe("120");
    }

    [Fact]
    public void Engines_are_added_written_and_removed()
    {
        var (page, _) = Pages();
        Button(page, "Add an engine").Click();
        page.Find("#engines-1-command").Input("/bin/sh\n-c\ntrue {camera}");
        page.Find("#engines-1-name").Input("desispec-0.27");
        page.Find("#default-engine").Change("desispec-0.27");

        page.FindAll(".faults").ShouldBeEmpty();
        page.Find("#default-engine").GetAttribute("value").ShouldBe("desispec-0.27");

        page.Find("[aria-label='Remove engine desispec-0.27']").Click();
        page.Find(".faults").TextContent.ShouldContain("there is no engine 'desispec-0.27'");
    }

    [Fact]
    public void Others_look_and_change_nothing()
    {
        Actor.Become(Role.Operator);

        var (page, _) = Pages();

        page.FindAll("input:not([disabled]), select:not([disabled]), textarea:not([disabled]), .camera:not([disabled])").ShouldBeEmpty();
        page.FindAll("button").Select(button => button.TextContent).ShouldNotContain("Save …");
        page.Find(".notice").TextContent.ShouldContain("needs an administrator");
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<ConfigurationPage> page, string text) =>
        page.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private (IRenderedComponent<ConfigurationPage> Page, IRenderedComponent<RadzenDialog> Dialogs) Pages()
    {
        var dialogs = Render<RadzenDialog>();
        return (RenderLive<ConfigurationPage>(_ => { }), dialogs);
    }
}
