using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Viewing;
using QuickLook.Tests.Golden;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Components.Pages.Ccd;

namespace QuickLook.Tests.Web.Ccd;

public sealed class CcdPageTests : WebTestContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void The_page_says_which_image_it_shows_and_how_it_was_read_out()
    {
        Shelf.Put(104, new Neighbours(new Neighbour(103, new ExposureId(103)), null));
        var page = Open(104, "r0", "raw");

        page.WaitForElement("[data-ccd-view]", Patience).GetAttribute("data-ccd-view")!.ShouldContain("\"root\":\"/tiles/104/r0/raw\"");
        page.Find("h1").TextContent.ShouldBe("CCD r0");
        page.Find("a[aria-label='Previous exposure, 00000103']").GetAttribute("href").ShouldBe("ccd/103?camera=r0");
        page.FindAll("[aria-label='There is no next exposure']").Count.ShouldBe(1);
        page.Find("a[data-key=']']").GetAttribute("href").ShouldBe("ccd/104?camera=z0");
        page.Find("a[data-key='[']").GetAttribute("href").ShouldBe("ccd/104?camera=b0");
        page.Find("a[data-key='p']").GetAttribute("href").ShouldBe("ccd/104?camera=r0&kind=preprocessed");
        page.FindAll(".ccd-cameras a").Select(link => link.TextContent).ShouldBe(["b0", "r0", "z0"]);
        page.FindAll(".ccd-facts tbody th").Select(cell => cell.TextContent).ShouldBe(["A (1)", "B (2)", "C (3)", "D (4)"]);
        page.Find(".ccd-facts").TextContent.ShouldContain("640 × 1032");
        page.FindAll("[data-ccd-show=cosmic]").ShouldBeEmpty("a raw image has no mask of cosmic rays");
    }

    [Fact]
    public void A_preprocessed_image_says_what_was_measured_and_how_many_pixels_are_masked()
    {
        var page = Open(104, "r0", "preprocessed");

        page.WaitForElement("[data-ccd-view]", Patience);
        page.Find(".ccd-overlays label:has([data-ccd-show=cosmic]) b").TextContent.ShouldBe("2,916");
        page.Find(".ccd-facts p").TextContent.ShouldContain("measured in the overscan");
        page.Find("[data-ccd=map] option[value=diverging]").ShouldNotBeNull();
    }

    [Fact]
    public void Without_a_camera_in_the_address_the_first_one_is_shown()
    {
        var page = Open(104, null, null);

        page.WaitForElement("[data-ccd-view]", Patience).GetAttribute("data-ccd-view")!.ShouldContain("/tiles/104/b0/raw");
    }

    [Theory]
    [InlineData("q7", "raw", "'q' is not an arm")]
    [InlineData("b9", "raw", "camera b9 is not in the file; it has b0 r0 z0")]
    [InlineData("b0", "cooked", "'cooked' is no kind of image")]
    public void An_address_with_nonsense_leads_to_a_page_that_says_so(string camera, string kind, string reason)
    {
        var page = Open(104, camera, kind);

        page.WaitForElement(".ccd-missing", Patience).TextContent.ShouldContain(reason);
        page.FindAll(".ccd-cameras a").Count.ShouldBe(3, "from here one gets on");
    }

    [Fact]
    public void A_removed_raw_file_is_told_with_its_day()
    {
        Ccds.Put(
            ScriptedCcdExposures.Golden(104) with
            {
                RawPath = "/gone/desi-00000104.fits.fz",
                RawRemovedAt = new DateTimeOffset(2020, 12, 7, 4, 12, 0, TimeSpan.Zero),
            }
        );

        Open(104, "b0", "raw")
            .WaitForElement(".ccd-missing", Patience)
            .TextContent.ShouldContain("removed from disk on 2020-12-07 at 04:12 UTC");
    }

    [Fact]
    public void Where_nothing_can_be_preprocessed_the_raw_image_is_offered()
    {
        var copy = Path.Combine(Directory.CreateTempSubdirectory("ql-ccd-").FullName, "desi-00000104.fits.fz");
        try
        {
            // Another spectrograph than the calibration knows: nothing holds for it.
            var text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(GoldenSet.A.RawFile(104)));
            File.WriteAllBytes(
                copy,
                System.Text.Encoding.Latin1.GetBytes(text.Replace("DETECTOR= 'SIM", "DETECTOR= 'XYZ", StringComparison.Ordinal))
            );
            Ccds.Put(ScriptedCcdExposures.Golden(104) with { RawPath = copy });

            var page = Open(104, "b0", "preprocessed");

            var missing = page.WaitForElement(".ccd-missing", Patience);
            missing.TextContent.ShouldContain("No preprocessed image of b0");
            missing.QuerySelector("a")!.GetAttribute("href").ShouldBe("ccd/104?camera=b0");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
        }
    }

    [Fact]
    public void The_exposure_before_of_the_same_kind_is_offered_for_comparison_and_then_described_as_well()
    {
        Shelf.Put(104, CameraId.Parse("r0").Value, [new PastRun(103, new ExposureId(103), null, [])]);
        var page = Open(104, "r0", "raw");
        page.WaitForElement("a[data-key=c]", Patience).GetAttribute("href").ShouldBe("ccd/104?camera=r0&against=103&shown=other");
        page.Find("[data-ccd-view]").HasAttribute("data-ccd-against").ShouldBeFalse();

        page = Open(104, "r0", "preprocessed&against=103");

        page.WaitForElement("[data-ccd-against]", Patience)
            .GetAttribute("data-ccd-against")!
            .ShouldContain("\"root\":\"/tiles/103/r0/preprocessed\"");
        page.FindAll("[aria-label='Exposure shown'] button").Select(button => button.TextContent).ShouldBe(["00000104", "00000103"]);
        page.Find("a[data-key=']']").GetAttribute("href").ShouldBe("ccd/104?camera=z0&kind=preprocessed&against=103");
        page.Find("a[data-key=r]").GetAttribute("href").ShouldBe("ccd/104?camera=r0&against=103");
        page.Find("[aria-label='End comparing']").GetAttribute("href").ShouldBe("ccd/104?camera=r0&kind=preprocessed");
        page.FindAll("a[data-key=c]").ShouldBeEmpty();
    }

    [Fact]
    public void A_comparison_that_cannot_be_is_explained_beside_the_image()
    {
        var page = Open(104, "r0", "raw&against=7");

        page.WaitForElement(".ccd-warning", Patience)
            .TextContent.ShouldContain("nothing to compare with in process 7: there is no process 7");
        page.FindAll("[data-ccd-view]").Count.ShouldBe(1);

        foreach (var nonsense in new[] { "x", "-1", "104", "99999999999999999999" })
        {
            page = Open(104, "r0", $"raw&against={nonsense}");
            page.WaitForElement("[data-ccd-view]", Patience);
            page.FindAll(".ccd-warning").ShouldBeEmpty(nonsense);
        }
    }

    [Fact]
    public void A_process_that_is_not_there_is_told()
    {
        Open(7, "b0", "raw").WaitForElement(".nothing", Patience).TextContent.ShouldContain("there is no process 7");

        Ccds.Put(8, new Failure("the database is out of reach", Kind: FailureKind.Transient));
        Open(8, "b0", "raw").WaitForElement(".nothing", Patience).TextContent.ShouldContain("the database is out of reach");
    }

    private IRenderedComponent<CcdPage> Open(long process, string? camera, string? kind)
    {
        var query = string.Join(
            '&',
            new[] { camera is null ? null : $"camera={camera}", kind is null ? null : $"kind={kind}" }.OfType<string>()
        );
        Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo($"ccd/{process}?{query}");
        return RenderLive<CcdPage>(page => page.Add(p => p.ProcessId, process));
    }
}
