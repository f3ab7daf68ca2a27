using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Viewing.Ccd;
using QuickLook.Tests.Core.Imaging;
using QuickLook.Tests.Golden;
using QuickLook.Tests.Web.Scripted;

namespace QuickLook.Tests.Web.Hosting;

public sealed class TileEndPointsTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient client = new();
    private WebHost host = null!;

    public async Task InitializeAsync()
    {
        host = await WebHost.StartAsync(new ScriptedLiveState(new ScienceNight(TimeProvider.System.GetUtcNow()).Snapshot()));
        client.BaseAddress = new Uri(host.Address);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_pixel_of_amplifier_C_lands_where_the_CCD_has_it()
    {
        using var exposure = RawExposure.Open(GoldenSet.A.RawFile(104)).Value;
        using var raw = exposure.ReadCamera(CameraId.Parse("r0").Value).Value;
        var c = raw.Amplifiers.Single(amplifier => amplifier.Amplifier == Amplifier.C).Data;
        // The brightest pixel of C, which nothing else looks like.
        var (row, column) = (c.Row, c.Column);
        for (var y = c.Row; y < c.EndRow; y++)
        {
            for (var x = c.Column; x < c.EndColumn; x++)
            {
                (row, column) = raw.Pixels[y, x] > raw.Pixels[row, column] ? (y, x) : (row, column);
            }
        }

        var brightest = raw.Pixels[row, column];
        var scale = string.Create(CultureInfo.InvariantCulture, $"low={brightest - 1}&high={brightest}");
        var png = new DecodedPng(await BytesAsync($"/tiles/104/r0/raw/0/{column / 256}/{row / 256}.png?{scale}"));

        png.UpwardsAt(row % 256, column % 256).ShouldBe((byte)254);
        row.ShouldBeGreaterThan(raw.Pixels.Height / 2);
        column.ShouldBeLessThan(raw.Pixels.Width / 2);
    }

    [Fact]
    public async Task The_coarsest_tile_is_the_whole_image()
    {
        using var answer = await client.GetAsync(new Uri("/tiles/104/r0/raw/3/0/0.png", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        var png = new DecodedPng(await answer.Content.ReadAsByteArrayAsync());
        using var exposure = RawExposure.Open(GoldenSet.A.RawFile(104)).Value;
        using var raw = exposure.ReadCamera(CameraId.Parse("r0").Value).Value;
        (png.Width, png.Height).ShouldBe(((raw.Pixels.Width + 7) / 8, (raw.Pixels.Height + 7) / 8));
        png.Indices.Distinct().Count().ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task Values_are_those_of_the_file_with_their_marks()
    {
        using var exposure = RawExposure.Open(GoldenSet.A.RawFile(102)).Value;
        using var raw = exposure.ReadCamera(CameraId.Parse("b0").Value).Value;

        var bytes = await BytesAsync("/tiles/102/b0/raw/values?x=100&y=700&w=33&h=21");

        bytes.Length.ShouldBe(33 * 21 * 5);
        for (var i = 0; i < 33 * 21; i++)
        {
            BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 * i)).ShouldBe(raw.Pixels[700 + (i / 33), 100 + (i % 33)]);
        }
    }

    [Theory]
    [InlineData("/tiles/0/r0/raw/0/0/0.png", "'0' is no number of a process")]
    [InlineData("/tiles/x/r0/raw/0/0/0.png", "'x' is no number of a process")]
    [InlineData("/tiles/104/q0/raw/0/0/0.png", "'q' is not an arm")]
    [InlineData("/tiles/104/r0/cooked/0/0/0.png", "'cooked' is no kind of image; there are raw and preprocessed")]
    [InlineData("/tiles/104/r0/raw/-1/0/0.png", "level is '-1'; it must be a whole number, 0 or more")]
    [InlineData("/tiles/104/r0/raw/9/0/0.png", "there is no level 9; the image has 4")]
    [InlineData("/tiles/104/r0/raw/0/99/0.png", "there is no tile 99, 0; level 0 has 4 x 5 tiles")]
    [InlineData("/tiles/104/r0/raw/0/0/0.jpg", "a tile's address ends in .png")]
    [InlineData("/tiles/104/r0/raw/0/0/0.png?stretch=sqrt", "'sqrt' is no stretch; there are linear, log, asinh")]
    [InlineData("/tiles/104/r0/raw/0/0/0.png?map=jet", "'jet' is no colour map")]
    [InlineData("/tiles/104/r0/raw/0/0/0.png?low=1", "must both be numbers")]
    [InlineData("/tiles/104/r0/raw/0/0/0.png?low=2&high=1", "low below high")]
    [InlineData("/tiles/104/r0/raw/0/0/0.png?low=NaN&high=1", "must both be numbers")]
    [InlineData("/tiles/104/r0/raw/0/0/0.png?low=1&high=1e31", "neither beyond 1e30")]
    [InlineData("/tiles/104/r0/raw/0/0/0.png?gamma=2", "'gamma' is not known here")]
    [InlineData("/tiles/104/r0/raw/0/0/0.png?map=grey&map=grey", "'map' is there 2 times")]
    [InlineData("/tiles/104/r0/raw/marks/0/0/0.png", "is no mark; there are saturated, cosmic, bad")]
    [InlineData("/tiles/104/r0/raw/marks/0/0/0.png?show=saturated,dust", "'dust' is no mark")]
    [InlineData("/tiles/104/r0/raw/values?x=0&y=0&w=10", "h is ''; it must be a whole number")]
    [InlineData("/tiles/104/r0/raw/values?x=0&y=0&w=0&h=1", "not within the image")]
    [InlineData("/tiles/104/r0/raw/values?x=2147483647&y=0&w=2147483647&h=1", "not within the image")]
    [InlineData("/tiles/104/r0/raw/values?x=0&y=0&w=700&h=700", "is too large; there are at most 65536")]
    [InlineData("/tiles/colours/jet.png", "'jet' is no colour map")]
    public async Task An_address_with_nonsense_is_refused_with_what_is_wrong(string address, string reason)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(reason);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
    }

    [Fact]
    public async Task What_is_not_there_is_404_and_what_may_come_is_503()
    {
        using var missing = await client.GetAsync(new Uri("/tiles/104/b9/raw/0/0/0.png", UriKind.Relative));
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await missing.Content.ReadAsStringAsync()).ShouldContain("camera b9 is not in the file");

        host.Ccds.Put(55, new Failure("the database is away", Kind: FailureKind.Transient));
        foreach (var address in new[] { "/tiles/55/b0/raw/0/0/0.png", "/tiles/55/b0/traces" })
        {
            using var away = await client.GetAsync(new Uri(address, UriKind.Relative));
            away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await away.Content.ReadAsStringAsync()).ShouldBe("the database is away");
        }
    }

    [Fact]
    public async Task An_image_that_the_browser_has_is_not_sent_again()
    {
        var shelf = (CcdShelf)host.Services.GetService(typeof(CcdShelf))!;
        using var lease = (
            await shelf.OpenAsync(new CcdImageId(104, CameraId.Parse("r0").Value, CcdImageKind.Raw), null, CancellationToken.None)
        ).Value;
        var stamp = lease.Picture.Stamp;

        using var stamped = await client.GetAsync(new Uri($"/tiles/104/r0/raw/1/0/0.png?v={stamp}", UriKind.Relative));
        stamped.Headers.CacheControl!.ToString().ShouldBe("max-age=31536000, private, immutable");
        using var other = await client.GetAsync(new Uri("/tiles/104/r0/raw/1/0/0.png?v=old", UriKind.Relative));
        other.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");

        using var again = new HttpRequestMessage(HttpMethod.Get, $"/tiles/104/r0/raw/1/0/0.png?v={stamp}");
        again.Headers.IfNoneMatch.Add(stamped.Headers.ETag!);
        using var unchanged = await client.SendAsync(again);
        unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await unchanged.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();

        using var elsewise = new HttpRequestMessage(HttpMethod.Get, $"/tiles/104/r0/raw/1/0/0.png?stretch=log&v={stamp}");
        elsewise.Headers.IfNoneMatch.Add(stamped.Headers.ETag!);
        using var changed = await client.SendAsync(elsewise);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_colour_bar_has_every_colour_of_its_map()
    {
        var png = new DecodedPng(await BytesAsync("/tiles/colours/viridis.png"));

        (png.Width, png.Height).ShouldBe((255, 1));
        png.Indices.ShouldBe(Enumerable.Range(0, 255).Select(index => (byte)index));
    }

    [Fact]
    public async Task Marks_are_seen_through_where_there_are_none()
    {
        var marks = new DecodedPng(await BytesAsync("/tiles/104/r0/preprocessed/marks/0/0/0.png?show=cosmic,saturated"));

        marks.Alpha[0].ShouldBe((byte)0);
        marks.Indices.Count(index => index != 0).ShouldBeInRange(1, marks.Indices.Length / 10);
    }

    private async Task<byte[]> BytesAsync(string address) => await client.GetByteArrayAsync(new Uri(address, UriKind.Relative));
}
