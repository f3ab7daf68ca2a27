using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Viewing;
using QuickLook.Tests.Golden;
using QuickLook.Tests.Web.Scripted;
using static Microsoft.Playwright.Assertions;

namespace QuickLook.Tests.Browser;

/// <summary>The CCD viewer by fingers and by keys, and what can be saved of it.</summary>
public sealed class CcdHandlingTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string Ready = "() => document.querySelector('[data-ccd-view]')?.dataset.ccdReady === 'true'";

    // What a page would do under fingers that nobody catches.
    private const string PageStill = "() => visualViewport.scale === 1 && visualViewport.pageTop === 0 && scrollY === 0";

    private WebHost host = null!;

    public async Task InitializeAsync() =>
        host = await WebHost.StartAsync(new ScriptedLiveState(new ScienceNight(TimeProvider.System.GetUtcNow()).Snapshot()));

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Two_fingers_zoom_about_their_middle_and_one_moves_the_picture_and_the_page_stays_where_it_is()
    {
        await using var visitor = await chromium.VisitAsync(host.Address, 1024, 700);
        var (page, x, y) = await OpenAsync(visitor, "x=300&y=500&zoom=4");
        var fingers = await Fingers.OfAsync(page);

        // 40 points right of the middle is column 310; it stays there while the fingers go apart, and comes along when both move 60 to the right.
        await fingers.PutAsync((x + 40 - 50, y), (x + 40 + 50, y));
        await fingers.MoveAsync((x + 40 - 80, y), (x + 40 + 80, y));
        await fingers.MoveAsync((x + 40 - 100, y), (x + 40 + 100, y));
        await Expect(page).ToHaveURLAsync(Pattern("x=305&y=500&zoom=8$"));
        await fingers.MoveAsync((x + 100 - 100, y), (x + 100 + 100, y));
        await fingers.LiftAsync();
        await Expect(page).ToHaveURLAsync(Pattern("x=297.5&y=500&zoom=8$"));

        await fingers.PutAsync((x, y));
        await fingers.MoveAsync((x - 40, y + 20));
        await fingers.MoveAsync((x - 80, y + 80));
        await fingers.LiftAsync();
        await Expect(page).ToHaveURLAsync(Pattern("x=307.5&y=510&zoom=8$"));
        (await page.EvaluateAsync<bool>(PageStill)).ShouldBeTrue();
        await Expect(page.Locator("[data-r=column]")).ToHaveTextAsync("–", new() { Timeout = 5000 });
    }

    [Fact]
    public async Task A_tap_shows_the_cuts_and_a_second_one_zooms_there()
    {
        await using var visitor = await chromium.VisitAsync(host.Address, 1024, 700);
        var (page, x, y) = await OpenAsync(visitor, "x=300&y=500&zoom=4");
        var fingers = await Fingers.OfAsync(page);

        await fingers.TapAsync((x + 40, y));
        await Expect(page).ToHaveURLAsync(Pattern("cut=310,500"));
        await Expect(page.Locator("[data-r=column]")).ToHaveTextAsync("310");

        // Elsewhere, so that the first of them is no second one.
        await fingers.TapAsync((x + 140, y - 80), times: 2);
        await Expect(page).ToHaveURLAsync(Pattern("zoom=8"));
        await Expect(page).ToHaveURLAsync(Pattern("x=317.5&y=510&"));
        (await page.EvaluateAsync<bool>(PageStill)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_finger_that_rests_reads_out_what_is_under_it_and_goes_on_reading_as_it_moves()
    {
        await using var visitor = await chromium.VisitAsync(host.Address, 1024, 700);
        var (page, x, y) = await OpenAsync(visitor, "x=300&y=500&zoom=4");
        var fingers = await Fingers.OfAsync(page);

        await fingers.PutAsync((x + 40, y));
        await Expect(page.Locator("[data-r=column]")).ToHaveTextAsync("310");
        await Expect(page.Locator("[data-r=value]")).ToHaveTextAsync(Value(pixels => pixels[500, 310]));
        await fingers.MoveAsync((x + 80, y - 40));
        await Expect(page.Locator("[data-r=column]")).ToHaveTextAsync("320");
        await Expect(page.Locator("[data-r=row]")).ToHaveTextAsync("510");
        await fingers.LiftAsync();

        await Expect(page.Locator("[data-r=value]")).ToHaveTextAsync(Value(pixels => pixels[510, 320]));
        page.Url.ShouldEndWith("x=300&y=500&zoom=4", Case.Sensitive, "the picture was not moved, and nothing chosen");
    }

    [Fact]
    public async Task Keys_move_the_middle_which_is_read_out_and_spoken()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        var (page, _, _) = await OpenAsync(visitor, "x=300&y=500&zoom=4");
        await page.Locator("[data-ccd-view]").FocusAsync();

        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowUp");

        await Expect(page.Locator("[data-r=column]")).ToHaveTextAsync("315");
        await Expect(page.Locator("[data-r=row]")).ToHaveTextAsync("515");
        var spoken = page.Locator("[aria-live=polite][data-ccd-spoken]");
        await Expect(spoken).ToContainTextAsync($"row 515, column 315: {Value(pixels => pixels[515, 315])} ADU, amplifier");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(Pattern("x=315&y=515&zoom=4&.*cut=315,515"));

        var nameless = await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('.ccd-page :is(button, a, input, select, [role]:not([role=status]))')].filter(one => !(one.ariaLabel || one.textContent.trim() || one.labels?.length)).map(one => one.outerHTML)"
        );
        nameless.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_picture_on_the_screen_is_saved_with_its_overlays_and_a_caption()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        var (page, _, _) = await OpenAsync(visitor, "stretch=log&limits=p99&x=300&y=500&zoom=4&cut=300,500");

        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByLabel("Save the picture").ClickAsync());

        saved.SuggestedFilename.ShouldBe("00000104-r0-raw.png");
        var bytes = await File.ReadAllBytesAsync(await saved.PathAsync());
        var compared = await page.EvaluateAsync<bool[]>(
            """
            async bytes => {
              const saved = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
              const canvas = new OffscreenCanvas(saved.width, saved.height);
              const pen = canvas.getContext('2d');
              pen.drawImage(saved, 0, 0);
              const [picture, overlay] = ['picture', 'overlay'].map(name => document.querySelector(`[data-ccd-${name}]`));
              const at = (context, x, y) => context.getImageData(x, y, 1, 1).data.join();
              const [middle, centre] = [Math.floor(picture.width / 2), Math.floor(picture.height / 2)];
              const caption = new Set();
              for (let x = 0; x < 400; x++) for (let y = picture.height; y < saved.height; y++) caption.add(at(pen, x, y));
              return [
                saved.width === picture.width && saved.height > picture.height && saved.height < picture.height + 80,
                [[50, 60], [-80, 33], [-31, -70]].every(([x, y]) => at(pen, middle + x, centre + y) === at(picture.getContext('2d'), middle + x, centre + y)),
                at(pen, middle + 60, centre) !== at(picture.getContext('2d'), middle + 60, centre), // the cross of the cuts
                caption.size > 3,
              ];
            }
            """,
            bytes.Select(one => (int)one).ToArray()
        );
        compared.ShouldBe([true, true, true, true]);
    }

    [Fact]
    public async Task The_cuts_are_saved_as_a_table_with_every_pixel_of_the_file()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        var (page, _, _) = await OpenAsync(visitor, "x=300&y=500&zoom=4&cut=305,498");

        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByLabel("Save both cuts as CSV").ClickAsync());

        saved.SuggestedFilename.ShouldBe("00000104-r0-raw-cuts.csv");
        var lines = (await File.ReadAllTextAsync(await saved.PathAsync())).Split("\r\n");
        using var exposure = RawExposure.Open(GoldenSet.A.RawFile(104)).Value;
        using var raw = exposure.ReadCamera(CameraId.Parse("r0").Value).Value;
        string Line(string cut, int column, int row) =>
            string.Create(CultureInfo.InvariantCulture, $"{cut},{column},{row},{raw.Pixels[row, column]}");
        string[] expected =
        [
            "cut,column,row,value (ADU)",
            .. Enumerable.Range(0, raw.Pixels.Width).Select(column => Line("row", column, 498)),
            .. Enumerable.Range(0, raw.Pixels.Height).Select(row => Line("column", 305, row)),
            string.Empty,
        ];
        lines.ShouldBe(expected);
    }

    [Fact]
    public async Task A_key_shows_the_exposure_before_at_the_same_place_and_in_the_same_colours_and_back()
    {
        var camera = CameraId.Parse("r0").Value;
        host.Shelf.Put(104, camera, [new PastRun(103, new ExposureId(103), null, [])]);
        await using var visitor = await chromium.VisitAsync(host.Address);
        const string Place = "limits=manual&low=100&high=355&show=saturated&x=200&y=800&zoom=16";
        var (page, x, y) = await OpenAsync(visitor, Place);
        using var exposure = RawExposure.Open(GoldenSet.A.RawFile(103)).Value;
        using var before = exposure.ReadCamera(camera).Value;
        var value = page.Locator("[data-r=value]");
        var shown = page.Locator("[data-ccd-shown]");
        await page.Mouse.MoveAsync((float)x, (float)y);

        await page.Keyboard.PressAsync("c");

        await Expect(shown).ToHaveTextAsync("00000103, for comparison");
        await Expect(page).ToHaveURLAsync(Pattern($"/ccd/104\\?camera=r0&against=103&.*{Place}.*&shown=other$"));
        await Expect(value).ToHaveTextAsync(before.Pixels[800, 200].ToString("F0", CultureInfo.InvariantCulture));
        await page.WaitForFunctionAsync(Ready);
        (await LevelAsync(page)).ShouldBe(Math.Clamp(before.Pixels[800, 200] - 100, 0, 255), 1.5);
        await page.WaitForFunctionAsync(
            "() => performance.getEntriesByType('resource').some(one => one.name.includes('/tiles/104/r0/raw/0/0/3.png'))"
        );

        await page.Keyboard.PressAsync("c");
        await Expect(shown).ToHaveTextAsync("00000104");
        await Expect(value).ToHaveTextAsync(Value(pixels => pixels[800, 200]));
        await Expect(page).ToHaveURLAsync(Pattern("against=103.*zoom=16$"));
        await page.WaitForFunctionAsync(Ready);
        (await LevelAsync(page)).ShouldBe(
            Math.Clamp(float.Parse(Value(pixels => pixels[800, 200]), CultureInfo.InvariantCulture) - 100, 0, 255),
            1.5
        );

        await page.Keyboard.PressAsync("c");
        await Expect(page).ToHaveURLAsync(Pattern("shown=other$"));
        await page.ReloadAsync();
        await Expect(shown).ToHaveTextAsync("00000103, for comparison");
        await page.Keyboard.PressAsync("p");
        await Expect(page.Locator("[data-ccd-view]")).ToHaveAttributeAsync("data-ccd-against", Pattern("/tiles/103/r0/preprocessed"));
        await Expect(shown).ToHaveTextAsync("00000103, for comparison");
        await page.GetByLabel("End comparing").ClickAsync();
        await Expect(shown).ToHaveTextAsync(string.Empty);
        await Expect(page).Not.ToHaveURLAsync(Pattern("against|shown="));
    }

    // What stands in the middle of the picture, as a level of grey.
    private static Task<double> LevelAsync(IPage page) =>
        page.EvaluateAsync<double>(
            "() => { const c = document.querySelector('[data-ccd-picture]'); return c.getContext('2d').getImageData(Math.round(c.width / 2), Math.round(c.height / 2), 1, 1).data[0]; }"
        );

    private static string Value(Func<Plane<float>, float> of)
    {
        using var exposure = RawExposure.Open(GoldenSet.A.RawFile(104)).Value;
        using var raw = exposure.ReadCamera(CameraId.Parse("r0").Value).Value;
        return of(raw.Pixels).ToString("F0", CultureInfo.InvariantCulture);
    }

    private static async Task<(IPage Page, double X, double Y)> OpenAsync(Visitor visitor, string query)
    {
        await visitor.OpenAsync($"/ccd/104?camera=r0&{query}");
        await visitor.Page.WaitForFunctionAsync(Ready);
        var box = (await visitor.Page.Locator("[data-ccd-view]").BoundingBoxAsync())!;
        return (visitor.Page, box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    private static Regex Pattern(string text) => new(text, RegexOptions.None, TimeSpan.FromSeconds(1));
}
