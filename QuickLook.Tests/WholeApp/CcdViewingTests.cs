using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Tests.Browser;
using QuickLook.Tests.Core.Fits.Oracles;
using QuickLook.Tests.Core.Imaging;
using QuickLook.Tests.Core.Storage;
using QuickLook.Tests.Golden;
using static Microsoft.Playwright.Assertions;

namespace QuickLook.Tests.WholeApp;

/// <summary>The images of a golden exposure, which the service that ships took from disk into a real database, over HTTP and at a real browser.</summary>
[Collection(PostgresTests.Name)]
public sealed partial class CcdViewingTests(ServedExposure exposure, Chromium chromium)
    : IClassFixture<ServedExposure>,
        IClassFixture<Chromium>,
        IDisposable
{
    private const int Column = 205;
    private const int Row = 803;
    private readonly string folder = Directory.CreateTempSubdirectory("ql-ccd-").FullName;
    private ServedObservatory Served => exposure.Served;
    private WebSession Viewer => exposure.Viewer;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Pixels_are_those_that_astropy_reads_from_the_file_as_values_in_a_tile_and_under_the_pointer()
    {
        var (pixels, width, height) = InTheFile();
        float At(int row, int column) => (float)pixels[(row * width) + column];

        var bytes = await BytesAsync("/tiles/1/r0/raw/values?x=190&y=790&w=40&h=30");
        bytes.Length.ShouldBe(40 * 30 * 5);
        for (var i = 0; i < 40 * 30; i++)
        {
            BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 * i)).ShouldBe(At(790 + (i / 40), 190 + (i % 40)));
        }

        // Of a scale of a level per ADU a tile is the value itself: row 803 is in the fourth tile from below.
        var tile = await TileAsync("/tiles/1/r0/raw/0/0/3.png?low=100&high=354");
        (tile.Width, tile.Height).ShouldBe((256, 256));
        tile.UpwardsAt(Row - 768, Column).ShouldBe((byte)Math.Clamp(At(Row, Column) - 100, 0, 254));
        var last = await TileAsync($"/tiles/1/r0/raw/0/{(width - 1) / 256}/{(height - 1) / 256}.png");
        (last.Width, last.Height).ShouldBe((((width - 1) % 256) + 1, ((height - 1) % 256) + 1), "the last tile ends with the image");

        await using var visitor = await chromium.VisitAsync(Served.Address, session: Viewer);
        await visitor.OpenAsync($"/ccd/1?camera=r0&x={Column - 5}&y={Row - 3}&zoom=16");
        await visitor.Page.WaitForFunctionAsync("() => document.querySelector('[data-ccd-view]')?.dataset.ccdReady === 'true'");
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("CCD r0");
        await Expect(visitor.Page.GetByLabel("Exposure", new() { Exact = true })).ToContainTextAsync("00000104");
        var box = (await visitor.Page.Locator("[data-ccd-view]").BoundingBoxAsync())!;
        await visitor.Page.Mouse.MoveAsync(box.X + (box.Width / 2) + (5 * 16), box.Y + (box.Height / 2) - (3 * 16));
        await Expect(visitor.Page.Locator("[data-r=value]")).ToHaveTextAsync(At(Row, Column).ToString("F0", CultureInfo.InvariantCulture));
    }

    /// <summary>Expected values: what the original's preprocessing found, within the tolerances of Golden/README.md.</summary>
    [Fact]
    public async Task Preprocessed_pixels_are_those_of_the_golden_image_and_marks_are_painted()
    {
        using var expected = ExpectedFrame.Open(GoldenCamera.Of("A", 104, "r0"), "preproc");
        var image = expected.Values("IMAGE");
        const int Width = 640;

        var bytes = await BytesAsync("/tiles/1/r0/preprocessed/values?x=150&y=600&w=100&h=100");
        var outside = 0;
        for (var i = 0; i < 100 * 100; i++)
        {
            var value = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 * i));
            var golden = image[((600 + (i / 100)) * Width) + 150 + (i % 100)];
            outside += Math.Abs(value - golden) > 1e-2 + (1e-4 * Math.Abs(golden)) ? 1 : 0;
        }

        outside.ShouldBeLessThan(50, "of 10000 pixels; the masks of cosmic rays differ in a few");
        var tile = await TileAsync("/tiles/1/r0/preprocessed/0/0/0.png?map=viridis&stretch=asinh");
        (tile.Width, tile.Height).ShouldBe((256, 256));
        var marks = await TileAsync("/tiles/1/r0/preprocessed/marks/0/0/0.png?show=cosmic,saturated");
        (marks.Width, marks.Height).ShouldBe((256, 256));
        marks.Alpha[0].ShouldBe((byte)0);
        marks.Indices.Count(index => index != 0).ShouldBeInRange(1, marks.Indices.Length / 10);
    }

    [Fact]
    public async Task The_page_names_its_exposure_and_the_browser_may_keep_what_has_its_stamp()
    {
        var page = WebUtility.HtmlDecode(await Viewer.TextAsync("/ccd/1?camera=r0"));
        page.ShouldContain("<title>CCD r0 – 00000104 – QuickLook</title>");
        var stamp = Stamp().Match(page).Groups["stamp"].Value;
        stamp.ShouldNotBeEmpty();

        using var plain = await Viewer.GetAsync("/tiles/1/r0/raw/1/0/0.png");
        plain.StatusCode.ShouldBe(HttpStatusCode.OK);
        plain.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        plain.Headers.CacheControl.ShouldBe(new CacheControlHeaderValue { NoCache = true, Private = true });
        using var stamped = await Viewer.GetAsync($"/tiles/1/r0/raw/1/0/0.png?v={stamp}");
        stamped.Headers.CacheControl!.ToString().ShouldBe("max-age=31536000, private, immutable");
        stamped.Headers.ETag.ShouldBe(plain.Headers.ETag);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/tiles/1/r0/raw/1/0/0.png");
        again.Headers.IfNoneMatch.Add(plain.Headers.ETag!);
        using var unchanged = await Viewer.Client.SendAsync(again);
        unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task What_is_not_there_or_cannot_be_meant_is_told_in_a_sentence_and_strangers_get_nothing()
    {
        foreach (
            var (address, status, sentence) in new[]
            {
                ("/tiles/99/r0/raw/0/0/0.png", HttpStatusCode.NotFound, "there is no process 99"),
                ("/tiles/1/b9/raw/0/0/0.png", HttpStatusCode.NotFound, "camera b9 is not in the file; it has b0 r0 z0"),
                ("/tiles/1/b9/preprocessed/marks/0/0/0.png?show=bad", HttpStatusCode.NotFound, "camera b9 is not in the file"),
                ("/tiles/99/r0/traces", HttpStatusCode.NotFound, "there is no process 99"),
                ("/tiles/1/q0/raw/0/0/0.png", HttpStatusCode.BadRequest, "'q' is not an arm"),
                ("/tiles/1/r0/raw/9/0/0.png", HttpStatusCode.BadRequest, "there is no level 9; the image has 4"),
                ("/tiles/1/r0/raw/marks/0/0/99.png?show=saturated", HttpStatusCode.BadRequest, "there is no tile 0, 99"),
            }
        )
        {
            using var answer = await Viewer.GetAsync(address);
            answer.StatusCode.ShouldBe(status, address);
            (await answer.Content.ReadAsStringAsync()).ShouldContain(sentence);
        }

        (await Viewer.TextAsync("/ccd/99")).ShouldContain("there is no process 99");

        using var stranger = new WebSession(Served.Address);
        foreach (var address in new[] { "/tiles/1/r0/raw/0/0/0.png", "/tiles/1/r0/raw/values?x=0&y=0&w=1&h=1", "/tiles/1/r0/traces" })
        {
            using var answer = await stranger.GetAsync(address);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, address);
            (await answer.Content.ReadAsByteArrayAsync()).Length.ShouldBeLessThan(200, "a reason at most");
        }

        using var page = await stranger.GetAsync("/ccd/1?camera=r0");
        page.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page.Headers.Location!.OriginalString.ShouldContain("/sign-in");
    }

    /// <summary>The camera's pixels as astropy reads them; as we do, where the machine is told to do without it.</summary>
    private (double[] Pixels, int Width, int Height) InTheFile()
    {
        var path = Served.Observatory.RawFile(104);
        if (!ExternalTools.AreAvailable(nameof(CcdViewingTests)))
        {
            using var raw = RawExposure.Open(path).Value;
            using var camera = raw.ReadCamera(CameraId.Parse("r0").Value).Value;
            return ([.. camera.Pixels.Span.ToArray().Select(pixel => (double)pixel)], camera.Pixels.Width, camera.Pixels.Height);
        }

        var hdu = AstropyFile
            .Read([path], folder)
            .ShouldHaveSingleItem()
            .Hdus.Single(one => string.Equals(one.Name, "R0", StringComparison.OrdinalIgnoreCase));
        return (hdu.Pixels(), hdu.Axes[0], hdu.Axes[1]);
    }

    private async Task<byte[]> BytesAsync(string address)
    {
        using var answer = await Viewer.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private async Task<DecodedPng> TileAsync(string address) => new(await BytesAsync(address));

    [GeneratedRegex("\"stamp\":\"(?<stamp>[0-9A-Za-z]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Stamp();
}
