using AngleSharp.Dom;
using Bunit;
using QuickLook.Core.Access;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Components.Pages.Disk;
using QuickLook.Web.Live;

namespace QuickLook.Tests.Web.Disk;

public sealed class DiskPageTests : WebTestContext
{
    [Fact]
    public void Volumes_show_what_lies_on_them_and_by_what_they_are_judged()
    {
        var page = Page();

        var volumes = page.FindAll(".volume");
        volumes.Count.ShouldBe(2);
        volumes[1].TextContent.ShouldContain("reduced, database");
        volumes[1].TextContent.ShouldContain("warning below 20 %, alarm below 10 %");
        volumes[1].ClassList.ShouldContain("warning");

        Live.Set(snapshot => snapshot with { Disks = [new DiskGauge("raw, reduced", 0.95, 1_000_000_000) { Level = DiskLevel.Alarm }] });
        Time.Advance(LiveFeed.Interval);

        page.WaitForAssertion(() => page.FindAll(".volume.alarm").Count.ShouldBe(1));
    }

    [Fact]
    public void Before_the_first_count_it_says_that_it_counts()
    {
        Disk.ForgetCount();

        var page = Page();

        page.Find(".nights").TextContent.ShouldContain("is being counted");
        page.Find(".disk-head").TextContent.ShouldContain("Not counted yet");
        Disk.CountAgain();
        page.WaitForAssertion(() => page.Find(".disk-head").TextContent.ShouldContain("Counting what lies on disk"));
    }

    [Fact]
    public void Nights_have_their_bytes_and_those_without_reductions_cannot_be_chosen()
    {
        var page = Page();

        var rows = page.FindAll(".nights tbody tr");
        rows.Count.ShouldBe(24);
        rows[0].TextContent.ShouldContain("20261120");
        rows[0].TextContent.ShouldContain("12.4 GB");
        rows[23].QuerySelector("input")!.HasAttribute("disabled").ShouldBeTrue();
        page.Find(".nights").TextContent.ShouldContain("One folder below runs/");
    }

    [Fact]
    public async Task What_is_listed_is_asked_for_and_then_removed()
    {
        var page = Page();
        Button(page, "List what would go").HasAttribute("disabled").ShouldBeTrue("no night is chosen");

        await page.Find("input[aria-label='Night 20261119']").ChangeAsync(new() { Value = true });
        await Button(page, "List what would go").ClickAsync(new());
        page.Find(".clear").TextContent.ShouldContain("1.89 GB in 490 files of 7 processes would go; 2 processes would be kept");
        page.FindAll(".clear tr.kept")[0].TextContent.ShouldContain("Ada made it the answer of its exposure");
        page.FindAll(".clear tbody tr").Count.ShouldBe(9);
        await Button(page, "Clear 1.89 GB").ClickAsync(new());
        Disk.Commands.ShouldBe(["list 20261119, products True, logs False by test operator"]);
        await Button(page, "Yes, remove").ClickAsync(new());

        page.WaitForAssertion(() => page.Find(".clear").TextContent.ShouldContain("1.89 GB in 490 files of 7 processes removed"));
        Disk.Commands.Last().ShouldBe("clear f00d by test operator");
    }

    [Fact]
    public async Task Other_nights_put_the_list_away()
    {
        var page = Page();
        await page.Find("input[aria-label='Night 20261119']").ChangeAsync(new() { Value = true });
        await Button(page, "List what would go").ClickAsync(new());

        await page.Find("input[aria-label='Night 20261118']").ChangeAsync(new() { Value = true });

        page.FindAll(".clear table").ShouldBeEmpty();
    }

    [Fact]
    public async Task Clearing_shows_how_far_it_is_and_can_be_stopped()
    {
        Disk.Hold = new TaskCompletionSource();
        var page = Page();
        await page.Find("input[aria-label='Night 20261119']").ChangeAsync(new() { Value = true });
        await Button(page, "List what would go").ClickAsync(new());
        await Button(page, "Clear 1.89 GB").ClickAsync(new());

        var clearing = Button(page, "Yes, remove").ClickAsync(new());
        page.WaitForAssertion(() => page.Find(".clear").TextContent.ShouldContain("3 of 7 processes, 810 MB removed"));
        await Button(page, "Stop after this one").ClickAsync(new());
        await clearing;

        page.WaitForAssertion(() => page.Find(".clear").TextContent.ShouldContain("stopped before the rest"));
    }

    [Fact]
    public async Task A_refusal_is_said()
    {
        Disk.Refusal = new Failure("this list is not known any more");
        var page = Page();
        await page.Find("input[aria-label='All nights']").ChangeAsync(new() { Value = true });
        await Button(page, "List what would go").ClickAsync(new());
        await page.Find(".clear .btn.pri").ClickAsync(new());
        await Button(page, "Yes, remove").ClickAsync(new());

        page.WaitForAssertion(() => page.Find(".clear .failed").TextContent.ShouldContain("this list is not known any more"));
    }

    [Fact]
    public async Task The_policy_is_told_in_words_and_what_goes_next_is_listed()
    {
        var page = Page();

        page.Find(".retention").TextContent.ShouldContain("Products go 30 days after the process ended.");
        page.Find(".retention .chip").TextContent.ShouldBe("on");
        page.Find(".retention").TextContent.ShouldContain("2.31 GB of 11 processes");
        await Button(page, "What goes next").ClickAsync(new());

        page.FindAll(".retention tbody tr").Count.ShouldBe(5);
    }

    [Fact]
    public void Raw_data_are_for_admins()
    {
        var page = Page();

        page.FindAll(".raw").ShouldBeEmpty("an operator is none");
    }

    [Fact]
    public async Task Raw_data_go_only_when_it_is_allowed_and_the_night_was_typed()
    {
        Disk.Configuration = Disk.Configuration with { AllowsRawRemoval = true };
        var admin = new Actor("Ada", Permission.Everything);
        var panel = RenderLive<RawPanel>(parameters => parameters.Add(each => each.Actor, admin).Add(each => each.Usage, Disk.Usage));
        panel.Find("select").Change("20261118");
        panel.Find("input[type=text]").Input("2026111");
        panel.Find(".btn.danger").HasAttribute("disabled").ShouldBeTrue();

        panel.Find("input[type=text]").Input("20261118");
        await panel.Find(".btn.danger").ClickAsync(new());

        panel.Markup.ShouldContain("61.3 GB of 46 exposures removed");
        Disk.Commands.ShouldBe(["raw 20261118 typed 20261118, unprocessed False by Ada"]);
    }

    [Fact]
    public void Where_the_configuration_does_not_allow_it_there_is_no_button()
    {
        var admin = new Actor("Ada", Permission.Everything);

        var panel = RenderLive<RawPanel>(parameters => parameters.Add(each => each.Actor, admin).Add(each => each.Usage, Disk.Usage));

        panel.FindAll("button").ShouldBeEmpty();
        panel.Markup.ShouldContain("the configuration does not allow it");
    }

    private IRenderedComponent<DiskPage> Page() => RenderLive<DiskPage>(_ => { });

    private static IElement Button(IRenderedComponent<DiskPage> page, string text) =>
        page.FindAll("button").Single(button => button.TextContent.Contains(text, StringComparison.Ordinal));
}
