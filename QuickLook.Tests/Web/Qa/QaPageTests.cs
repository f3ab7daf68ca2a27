using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;
using QuickLook.Core.Viewing;
using QuickLook.Tests.Golden;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Components.Pages.Qa;
using QuickLook.Web.Components.Shared.Figures;
using QuickLook.Web.Live;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Qa;

public sealed class QaPageTests : WebTestContext
{
    private const long Golden = 104;

    [Fact]
    public void A_golden_document_shows_its_values_limits_and_verdicts()
    {
        Lay(104);

        var page = Page($"qa/{Golden}/CHECK_CCDs/rms?camera=b0");

        page.Find("h1").TextContent.ShouldContain("Exposure 00000104 – science, dark");
        page.Find(".qa-figure h2").TextContent.ShouldBe("Noise AMP");
        var document = MergedQa.Read(File.ReadAllBytes(GoldenSet.A.ExpectedMerged("b0", 104))).Value;
        var expected = document.ValuesOf("CHECK_CCDs", "NOISE_AMP").Select(value => $"{value:F2}");
        page.FindAll("table.sum td.v").Select(cell => cell.TextContent.Trim()).ShouldBe(expected);
        page.Find("table.sum tbody th").TextContent.ShouldContain("A (1)");
        page.Find(".qa-foot").TextContent.ShouldContain("limits as the document carries them, dark");
        page.Find(".qa-foot").TextContent.ShouldContain("made by");
        page.FindAll(".qa-tests .row[aria-current]").ShouldHaveSingleItem().TextContent.ShouldContain("Noise AMP");
        page.FindAll(".wheel a[aria-current]").ShouldHaveSingleItem().GetAttribute("aria-label")!.ShouldStartWith("b0 CHECK CCDS");
    }

    [Fact]
    public void Every_golden_document_opens_at_every_of_its_tests()
    {
        foreach (var exposure in new[] { 101, 102, 103, 104 })
        {
            Lay(exposure);
            foreach (var stage in Mappings.Current.Flavors[Flavors.Parse(GoldenProcess.FlavorOf(exposure)).Value].Stages)
            {
                foreach (var test in stage.Tests)
                {
                    var page = Page($"qa/{exposure}/{stage.Name}/{test.Name}?camera=r0");

                    page.Find(".qa-figure h2").TextContent.ShouldBe(test.DisplayName, $"{exposure} {test.Name}");
                    page.FindAll(".qa-foot").Count.ShouldBe(1);
                }
            }
        }
    }

    [Fact]
    public void Each_test_has_a_chip_a_bullet_and_its_worst_value()
    {
        Lay(104);

        var row = Page($"qa/{Golden}/CHECK_CCDs/rms?camera=b0").FindAll(".qa-tests .row")[0];

        row.QuerySelector(".chip")!.TextContent.Trim().ShouldBe("normal");
        row.QuerySelectorAll(".bul .tick").Length.ShouldBe(4);
        row.QuerySelector(".vl")!.TextContent.Trim().ShouldMatch(@"^\d\.\d\d e- \([A-D]\)$");
        row.GetAttribute("href").ShouldBe($"qa/{Golden}/CHECK_CCDs/rms?camera=b0");
    }

    [Fact]
    public void Steppers_keep_the_test_and_go_round()
    {
        Lay(104);

        var page = Page($"qa/{Golden}/CHECK_CCDs/bias?camera=z0");

        Hrefs(page, "nav[aria-label='Arm'] a")
            .ShouldBe([$"qa/{Golden}/CHECK_CCDs/bias?camera=r0", $"qa/{Golden}/CHECK_CCDs/bias?camera=b0"]);
        Hrefs(page, "nav[aria-label='Spectrograph'] a")
            .ShouldBe([$"qa/{Golden}/CHECK_CCDs/bias?camera=z9", $"qa/{Golden}/CHECK_CCDs/bias?camera=z1"]);
        Hrefs(page, "nav[aria-label='Step'] a")[0].ShouldStartWith($"qa/{Golden}/CHECK_SPECTRA/");
        Hrefs(page, "nav[aria-label='Step'] a")[1].ShouldStartWith($"qa/{Golden}/CHECK_FIBERS/");
        Hrefs(page, "[data-key=']']").ShouldBe([$"qa/{Golden}/CHECK_CCDs/bias?camera=z1"]);
    }

    [Fact]
    public void A_camera_without_data_keeps_the_test_and_says_why_there_is_nothing()
    {
        Lay(104);

        var page = Page($"qa/{Golden}/CHECK_CCDs/bias?camera=z5");

        page.Find(".qa-figure h2").TextContent.ShouldBe("Bias AMP");
        page.Find(".qa-why").TextContent.ShouldContain("z5 takes no part in this exposure");
        page.Find(".qa-tests .reason").TextContent.ShouldContain("z5 is not expected");
    }

    [Theory]
    [InlineData("qa/104/CHECK_CCDs/nonsense?camera=b0", "'nonsense' is no test of CHECK_CCDs")]
    [InlineData("qa/104/NOWHERE/rms?camera=b0", "'NOWHERE' is no step")]
    public void An_address_with_nonsense_says_what_is_wrong_and_shows_the_rest(string address, string says)
    {
        Lay(104);

        var page = Page(address);

        page.Find(".qa-why").TextContent.ShouldContain(says);
        page.FindAll(".qa-tests .row").Count.ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData("qa/104?camera=q7&fiber=99999&part=%22")]
    [InlineData("qa/104/CHECK_CCDs/NOISE_AMP_STATUS?camera=B0")]
    [InlineData("qa/104/check_ccds/Noise_Amp?camera=b0&fiber=-1")]
    public void What_an_address_says_wrongly_or_in_another_case_is_no_obstacle(string address)
    {
        Lay(104);

        Page(address).FindAll("table.sum").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("qa/99999", "there is no process 99999")]
    [InlineData("qa/yesterday", "'yesterday' is not the number of a process")]
    [InlineData("qa/-1", "'-1' is not the number of a process")]
    public void A_process_that_is_none_is_said_to_be_none(string address, string says)
    {
        var page = Page(address);

        page.Find(".qa-none").TextContent.ShouldContain(says);
        Hrefs(page, ".qa-none a").ShouldContain("qa/latest");
    }

    [Fact]
    public void The_latest_results_have_the_address_of_their_process()
    {
        Lay(104);
        Shelf.Latest = Golden;

        Page("qa?camera=r0");

        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith($"/qa/{Golden}?camera=r0");
    }

    [Fact]
    public void Before_the_first_exposure_the_latest_says_so()
    {
        Live.Set(_ => Moments.Empty(Time.GetUtcNow()));

        Page("qa").Find(".qa-none").TextContent.ShouldContain("No exposure has been processed yet");
    }

    [Fact]
    public void The_running_process_shows_what_its_cameras_have_said_so_far()
    {
        var page = Page("qa/live/CHECK_CCDs/rms?camera=b3");

        page.Find(".qa-figure .said").TextContent.ShouldContain("2.98 3.05 4.91 3.02 e-");
        page.Find(".qa-why").TextContent.ShouldContain("amp C 4.91 e-");
        page.FindAll(".abn li a")[0].TextContent.ShouldContain("Noise AMP");
        page.FindAll(".wheel").Count.ShouldBe(9);
        page.Find(".qa-tests .row").TextContent.ShouldContain("2.98 3.05 4.91 3.02 e-");
    }

    [Fact]
    public void A_process_that_goes_on_has_the_same_address_by_its_number()
    {
        var page = Page("qa/4711/CHECK_CCDs/rms?camera=b6");
        page.Find(".qa-tests h2").TextContent.ShouldBe("Tests of b6");
        page.Find(".qa-why").TextContent.ShouldContain("Figures appear here when b6 has ended");

        Show(
            Cameras.Id("b6"),
            camera => camera with { Stages = camera.Stages.SetItem(2, camera.Stages[2] with { Quality = Quality.Alarm }) }
        );

        page.WaitForAssertion(() => page.Find("[aria-label='CHECK SPECTRA, arm b'] [data-petal='6']").ClassName.ShouldBe("alarm"));
    }

    [Fact]
    public void When_a_camera_ends_its_document_is_read_and_read_again_until_it_is_there()
    {
        var page = Page("qa/4711/CHECK_CCDs/rms?camera=b6");
        page.FindAll("table.sum").ShouldBeEmpty();

        Show(Cameras.Id("b6"), camera => camera with { State = RunState.Succeeded, EndedAt = Time.GetUtcNow() });
        page.WaitForAssertion(() => Shelf.Reads.ShouldBeGreaterThan(1));
        page.Find(".qa-why").TextContent.ShouldContain("Figures appear here");
        Shelf.Put(4711, Cameras.Id("b6"), GoldenSet.A.ExpectedMerged("b0", 104));
        Time.Advance(TimeSpan.FromSeconds(3));

        page.WaitForAssertion(() => page.FindAll("table.sum td.v").Count.ShouldBe(4));
    }

    [Fact]
    public void Frames_without_a_change_read_nothing_and_draw_no_figure_again()
    {
        Lay(104);
        var page = Page($"qa/{Golden}/CHECK_CCDs/rms?camera=b0");
        var figures = page.FindComponent<QaFigures>();
        var (reads, renders) = (Shelf.Reads, figures.RenderCount);

        for (var frame = 0; frame < 20; frame++)
        {
            Live.Set(snapshot => snapshot with { Waiting = frame });
            Time.Advance(LiveFeed.Interval);
        }

        Shelf.Reads.ShouldBe(reads);
        figures.RenderCount.ShouldBe(renders);
    }

    [Fact]
    public void The_change_since_the_last_normal_exposure_stands_beside_each_value()
    {
        var process = Lay(104);
        Shelf.Put(
            Golden,
            Cameras.Id("b0"),
            [Past(103, Quality.Alarm, 9, 9, 9, 9), Past(99, Quality.Normal, 1, 1, 1, 1), Past(98, Quality.Normal, 5, 5, 5, 5)]
        );

        var page = Page($"qa/{Golden}/CHECK_CCDs/rms?camera=b0");

        var value = process.Values("b0", "CHECK_CCDs", "NOISE_AMP")[0];
        page.FindAll("table.sum tbody tr")[0].QuerySelectorAll("td")[4].TextContent.Trim().ShouldBe($"+{value - 1:F2}");
        var since = page.Find(".since a");
        since.TextContent.ShouldBe("exposure 00000099");
        since.GetAttribute("href").ShouldBe("qa/1099/CHECK_CCDs/rms?camera=b0");
        page.Find("[data-figure='rms-past'] h3").TextContent.ShouldContain("against its last 3 exposures");
    }

    // Of a test that judges two values each is followed; the quality test's own name is the same for both.
    [Fact]
    public void The_past_of_a_second_judged_value_is_its_own()
    {
        Lay(103);
        var camera = Cameras.Id("b0");
        var document = JsonNode.Parse(File.ReadAllBytes(GoldenSet.A.ExpectedMerged("b0", 103)))!;
        var metrics = document["TASKS"]!["CHECK_FIBERS"]!["METRICS"]!.AsObject();
        metrics["LAMP_LEVEL"] = 25.5;
        metrics["LAMP_LEVEL_STATUS"] = "NORMAL";
        Shelf.Put(103, camera, MergedQa.Read(Encoding.UTF8.GetBytes(document.ToJsonString())).Value);
        var (fibers, lamp) = (
            Past(100, "CountSpectralBins", "NGOODFIB_STATUS", 499),
            Past(100, "CountSpectralBins", "LAMP_LEVEL_STATUS", 27.5)
        );
        Shelf.Put(103, camera, [fibers with { Tests = [.. fibers.Tests, .. lamp.Tests] }]);

        PastOf("countbins", "NGOODFIB").ShouldContain(499);
        PastOf("lamplevel", "LAMP LEVEL").ShouldBe([27.5, 25.5]);

        double[] PastOf(string test, string title)
        {
            var past = Page($"qa/103/CHECK_FIBERS/{test}?camera=b0")
                .FindComponents<FigureView>()
                .Select(view => view.Instance.Of)
                .OfType<PlotFigure>()
                .Single(figure => figure.Key == $"{test}-past");
            past.Title.ShouldBe($"{title} against the exposure before");
            return [.. past.Traces[0].Y];
        }
    }

    [Fact]
    public void Help_and_action_stand_beside_the_values()
    {
        Lay(104);

        var help = Page($"qa/{Golden}/CHECK_CCDs/rms?camera=b0").Find(".qa-help");

        var mapping = Mappings.Current.Flavors[Flavor.Science].Stages[0].Tests[0];
        help.TextContent.ShouldContain(mapping.Help);
        help.TextContent.ShouldContain(mapping.Action);
        help.HasAttribute("open").ShouldBeFalse(); // a normal test needs no eye
    }

    [Fact]
    public void Texts_that_are_changed_while_one_looks_are_shown()
    {
        Lay(104);
        var page = Page($"qa/{Golden}/CHECK_CCDs/rms?camera=b0");
        var set = Mappings.Current;
        var science = System.Text.Encoding.UTF8.GetString([.. set.Files["science.json"]]);
        var action = set.Flavors[Flavor.Science].Stages[0].Tests[0].Action;

        Mappings.Current = new MappingLoader(NativeEngine.Vocabulary)
            .Load(
                set.Files.SetItem("science.json", [.. System.Text.Encoding.UTF8.GetBytes(science.Replace(action, "Go and look."))]),
                set.Directory
            )
            .ToResult()
            .Value;
        Live.Set(snapshot => snapshot with { Waiting = 1 });
        Time.Advance(LiveFeed.Interval);

        page.WaitForAssertion(() => page.Find(".qa-help").TextContent.ShouldContain("Go and look."));
    }

    [Fact]
    public void Neighbours_and_other_processes_are_one_click_away()
    {
        Lay(104);
        Shelf.Put(Golden, new Neighbours(new Neighbour(77, new ExposureId(103)), Next: null));

        var page = Page($"qa/{Golden}/CHECK_CCDs/rms?camera=b0");

        Hrefs(page, "[data-key='{']").ShouldBe(["qa/77/CHECK_CCDs/rms?camera=b0"]);
        page.FindAll("[data-key='}']").ShouldBeEmpty();
        page.Find(".steps-of").InnerHtml.ShouldContain("There is no exposure after");
    }

    [Theory]
    [InlineData(101, "Spectra", "science, arc and flat exposures have spectra")]
    [InlineData(103, "SNR", "for science exposures")]
    public void A_viewer_that_cannot_be_opened_says_why(int exposure, string viewer, string why)
    {
        Lay(exposure);

        var page = Page($"qa/{exposure}?camera=b0");

        page.FindAll(".refused")
            .First(entry => entry.TextContent.Contains(viewer, StringComparison.Ordinal))
            .TextContent.ShouldContain(why);
        Hrefs(page, "a[role='menuitem']").ShouldContain($"ccd/{exposure}?camera=b0");
    }

    [Fact]
    public void A_fiber_has_a_card_with_its_place_and_its_links()
    {
        Lay(104);
        Shelf.Put(Golden, new FiberField([new FiberPlace(new FiberId(12), 150.25, 31.5, "SKY")]));

        var card = Page($"qa/{Golden}/CHECK_CCDs/rms?camera=b0&fiber=12").Find(".fiber-summary");

        card.TextContent.ShouldContain("petal 0, number 12 there");
        card.TextContent.ShouldContain("SKY");
        card.TextContent.ShouldContain("150.25000, 31.50000");
        card.QuerySelectorAll("nav a")
            .Select(link => link.GetAttribute("href"))
            .ShouldBe([
                $"spectra/{Golden}?fiber=12",
                $"ccd/{Golden}?camera=b0&fiber=12",
                "https://www.legacysurvey.org/viewer?ra=150.25000&dec=31.50000&zoom=16&layer=ls-dr9",
            ]);
        card.QuerySelector("[target='_blank']")!.GetAttribute("rel").ShouldBe("noopener noreferrer");
        Page($"qa/{Golden}/CHECK_CCDs/rms?camera=b0&fiber=13").FindAll(".fiber-summary [target='_blank']").ShouldBeEmpty();
    }

    [Fact]
    public void Every_stored_metric_has_a_page_and_steppers_keep_it()
    {
        Lay(104);

        var page = Page($"qa/{Golden}/CHECK_CCDs/metric/XWSIGMA_FIB?camera=b0");

        page.Find(".qa-figure h2").TextContent.ShouldBe("XWSIGMA_FIB");
        page.FindAll(".qa-plots .figure").Count.ShouldBeGreaterThan(2);
        Hrefs(page, "nav[aria-label='Arm'] a")[1].ShouldBe($"qa/{Golden}/CHECK_CCDs/metric/XWSIGMA_FIB?camera=r0");
        page.FindAll(".qa-tests .row[aria-current]").ShouldBeEmpty();
        Page($"qa/{Golden}/CHECK_CCDs/metric/NOTHING?camera=b0").Find(".missing").TextContent.ShouldContain("the document has no NOTHING");
    }

    [Fact]
    public void A_fiber_that_a_figure_knows_has_its_values_on_the_card_and_parts_are_chosen_by_their_word()
    {
        Lay(104);

        var page = Page($"qa/{Golden}/CHECK_CCDs/xwsigma?camera=b0&fiber=10&part=W");

        page.FindAll(".fiber-summary dl > div").Count.ShouldBeGreaterThan(1);
        page.Find(".parts a[aria-current]").TextContent.ShouldBe("W");
        Hrefs(page, ".parts a").ShouldContain($"qa/{Golden}/CHECK_CCDs/xwsigma?camera=b0&fiber=10&part=X");
    }

    [Fact]
    public void A_document_that_cannot_be_read_says_why_and_the_verdicts_of_the_run_stay()
    {
        Lay(104);
        Shelf.Put(Golden, Cameras.Id("b0"), new Failure("the merged document is not valid JSON: nothing fits"));

        var page = Page($"qa/{Golden}/CHECK_CCDs/rms?camera=b0");

        page.Find(".qa-why").TextContent.ShouldContain("the merged document is not valid JSON: nothing fits");
        page.FindAll(".qa-tests .chip").Count.ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(
        """{"TASKS":{"CHECK_CCDs":{"METRICS":{"NOISE_AMP":[1,NaN,"x",-9999],"NOISE_AMP_STATUS":7},"PARAMS":{"NOISE_AMP_NORMAL_RANGE":"no"}}}}"""
    )]
    [InlineData(
        """{"TASKS":{"CHECK_CCDs":{"METRICS":{"NOISE_AMP":[1,2],"NOISE_AMP_STATUS":"NORMAL"},"PARAMS":{"NOISE_AMP_NORMAL_RANGE":[-1,1],"NOISE_AMP_WARN_RANGE":[-2,2],"NOISE_AMP_REF":[1,2,3]}}}}"""
    )]
    [InlineData("""{"TASKS":{"ODD_TASK":{"METRICS":{"THING":{"a":1},"THING_STATUS":"ALARM"}}}}""")]
    public void Odd_documents_show_what_is_there(string document)
    {
        Lay(104);
        Shelf.Put(Golden, Cameras.Id("b0"), MergedQa.Read(Encoding.UTF8.GetBytes(document)));

        Page($"qa/{Golden}/CHECK_CCDs/rms?camera=b0").Find(".qa-figure h2").TextContent.ShouldBe("Noise AMP");
        Page($"qa/{Golden}/ODD_TASK/thing?camera=b0").FindAll(".qa-figure").Count.ShouldBe(1);
    }

    [Fact]
    public void A_database_that_is_away_is_said_so_and_the_page_stays()
    {
        Lay(104);
        Shelf.Failure = new Failure("the database is out of reach", "database", FailureKind.Transient);

        Page($"qa/{Golden}/CHECK_CCDs/rms?camera=b0").Find(".qa-why").TextContent.ShouldContain("the database is out of reach");
    }

    [Fact]
    public void An_exposure_that_waits_and_one_that_nobody_knows_how_to_test_have_pages()
    {
        var night = new ScienceNight(Time.GetUtcNow()).Process();
        Live.Remember(
            night with
            {
                ProcessId = 1,
                State = RunState.Queued,
                Stages = [],
                Cameras = [.. CameraId.All.Select(camera => Cameras.Missing($"{camera}"))],
            }
        );
        Live.Remember(Moments.UnknownFlavor(Time.GetUtcNow()).Process! with { ProcessId = 2 });

        Page("qa/2").Find(".nothing").TextContent.ShouldContain("there is no recipe for flavor 'skyflat'");
        Page("qa/1").FindAll(".qa-facts").Count.ShouldBe(1);
    }

    [Fact]
    public void A_metric_is_drawn_against_one_of_another_camera_and_a_camera_without_results_says_so()
    {
        Lay(104);

        var page = Page("qa/104/CHECK_FIBERS/metric/TOTCOUNT_FIB?camera=r0&against=TOTCOUNT_FIB~b0");
        page.WaitForAssertion(() =>
            page.Find("[data-figure='totcount-fib-against-totcount-fib-b0'] .plot").GetAttribute("aria-label").ShouldNotBeNull()
        );

        page = Page("qa/104/CHECK_FIBERS/metric/TOTCOUNT_FIB?camera=r0&against=TOTCOUNT_FIB~b7");
        page.WaitForAssertion(() => page.Find("[data-figure='against'] .missing").TextContent.ShouldNotContain("being read"));
    }

    private GoldenValues Lay(int exposure)
    {
        Live.Remember(GoldenProcess.Lay(Shelf, exposure, exposure, Mappings.Current, Time.GetUtcNow()));
        return new GoldenValues(exposure);
    }

    private static PastRun Past(int exposure, string test, string statusKey, double value) =>
        new(
            1000 + exposure,
            new ExposureId(exposure),
            ObservedAt: null,
            [new TestRecord(test, statusKey, Quality.Normal, JsonValue.Create(value), Explanation: null)]
        );

    private static PastRun Past(int exposure, Quality quality, params double[] values) =>
        new(
            1000 + exposure,
            new ExposureId(exposure),
            ObservedAt: null,
            [
                new TestRecord(
                    "Get_RMS",
                    "NOISE_AMP_STATUS",
                    quality,
                    new JsonArray([.. values.Select(value => (JsonNode)value)]),
                    Explanation: null
                ),
            ]
        );

    private static List<string?> Hrefs(IRenderedComponent<QaPage> page, string selector) =>
        [.. page.FindAll(selector).Select(link => link.GetAttribute("href"))];

    private void Show(CameraId camera, Func<CameraSnapshot, CameraSnapshot> change)
    {
        Live.Set(camera, change);
        Time.Advance(LiveFeed.Interval);
    }

    // Query parameters come from the address, path parameters from the router, which is not here.
    private IRenderedComponent<QaPage> Page(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var path = address.Split('?')[0].Split('/');
        return RenderLive<QaPage>(page =>
            page.Add(p => p.Process, path.ElementAtOrDefault(1))
                .Add(p => p.Step, path.ElementAtOrDefault(2))
                .Add(p => p.Test, path.Length > 4 ? null : path.ElementAtOrDefault(3))
                .Add(p => p.Metric, path.ElementAtOrDefault(4))
        );
    }

    private sealed record GoldenValues(int Exposure)
    {
        public double[] Values(string camera, string stage, string metric) =>
            [
                .. MergedQa
                    .Read(File.ReadAllBytes(GoldenSet.A.ExpectedMerged(camera, Exposure)))
                    .Value.ValuesOf(stage, metric)
                    .Select(value => value ?? double.NaN),
            ];
    }
}
