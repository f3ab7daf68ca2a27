using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Playwright;
using QuickLook.Core.Judging;
using QuickLook.Tests.Web.Plots;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Plots;
using Xunit.Abstractions;
using Axis = QuickLook.Web.Plots.Axis;

namespace QuickLook.Tests.Browser;

/// <summary>The script that draws figures, in a real browser and under the real content policy, fed with what the server would send.</summary>
public sealed class FigureDrawingTests(Chromium chromium, ITestOutputHelper output) : IClassFixture<Chromium>
{
    // Of a goal of the issue the suite asserts three times the time.
    private const double Patience = 3;

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Every_kind_of_figure_is_drawn_in_both_themes()
    {
        await using var host = await WebHost.StartAsync(new ScriptedLiveState(new ScienceNight(Now).Snapshot()));
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/about");
        foreach (var figure in new[] { Map(500), Bars(), Histogram(), Lines(), Series(), LongSeries(), Against() })
        {
            await DrawAsync(visitor.Page, figure);
            (await visitor.Page.Locator($"#test-{figure.Key}[data-drawn='{figure.Key}'] svg.main-svg").CountAsync()).ShouldBeGreaterThan(0);
        }

        await Pictures.ShootAsync(visitor.Page, "figures", light: false);
        await visitor.Page.EvaluateAsync("document.documentElement.dataset.theme = 'light'");
        await visitor.Page.WaitForFunctionAsync(
            "() => document.querySelector('#test-lines .xtick text').style.fill.replace(/ /g, '') === 'rgb(90,101,115)'"
        );
        await Pictures.ShootAsync(visitor.Page, "figures", light: true);
    }

    [Fact]
    public async Task What_is_drawn_are_the_numbers_that_were_sent()
    {
        await using var host = await WebHost.StartAsync(new ScriptedLiveState(new ScienceNight(Now).Snapshot()));
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/about");
        var map = Map(500);
        await DrawAsync(visitor.Page, map);

        var drawn = await visitor.Page.EvaluateAsync<JsonElement>(
            "() => { const [t] = document.getElementById('test-map').data; return { x: [...t.x], y: [...t.y], c: [...t.marker.color], text: t.text, low: t.marker.cmin, high: t.marker.cmax }; }"
        );
        var trace = map.Traces[0];
        for (var i = 0; i < 500; i++)
        {
            drawn.GetProperty("x")[i].GetDouble().ShouldBe(trace.X[i], 1e-4);
            drawn.GetProperty("y")[i].GetDouble().ShouldBe(trace.Y[i], 1e-4);
            drawn.GetProperty("c")[i].GetDouble().ShouldBe(trace.Colouring!.Values[i], 1e-6);
            drawn.GetProperty("text")[i].GetString().ShouldBe($"{trace.Fibers[i]}");
        }

        (drawn.GetProperty("low").GetDouble(), drawn.GetProperty("high").GetDouble()).ShouldBe((-1.2, 1.2));
    }

    [Fact]
    public async Task Tools_and_limits_stand_in_the_figure()
    {
        await using var host = await WebHost.StartAsync(new ScriptedLiveState(new ScienceNight(Now).Snapshot()));
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/about");
        await DrawAsync(visitor.Page, Histogram());
        await DrawAsync(visitor.Page, Bars());
        await DrawAsync(visitor.Page, Map(500));

        var tools = await visitor.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('#test-map .modebar-btn')].map(button => button.dataset.title)"
        );
        tools.ShouldBe(["Zoom", "Pan", "Box Select", "Lasso Select", "Reset axes", "Toggle Spike Lines"], ignoreOrder: true);

        var bands = await visitor.Page.EvaluateAsync<double[][]>(
            "() => document.getElementById('test-histogram').layout.shapes.filter(shape => shape.name).map(shape => [shape.x0, shape.x1])"
        );
        bands.ShouldBe(
            [
                [1.2, 3.0],
                [0.9, 1.2],
                [3.0, 3.3],
            ],
            "normal, and what only warns on either side of it"
        );
        (
            await visitor.Page.EvaluateAsync<string>(
                "() => document.querySelector('#test-histogram .shapelayer path[data-index=\"3\"]').style.fill"
            )
        ).ShouldContain("band-hatch");
        var names = await visitor.Page.EvaluateAsync<string[]>(
            "() => document.getElementById('test-bars').layout.annotations.map(annotation => annotation.text)"
        );
        names.ShouldContain("alarm above 290");
        names.ShouldContain("reference 190");
    }

    [Fact]
    public async Task A_click_on_a_point_tells_its_fiber_and_the_chosen_fiber_has_a_ring()
    {
        await using var host = await WebHost.StartAsync(new ScriptedLiveState(new ScienceNight(Now).Snapshot()));
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/about");
        await DrawAsync(visitor.Page, Map(500));

        var place = await visitor.Page.EvaluateAsync<double[]>(
            """
            () => {
              const element = document.getElementById('test-map');
              const { xaxis, yaxis } = element._fullLayout;
              const box = element.getBoundingClientRect();
              const trace = element.data[0];
              // points overlap: the one that stands most alone is what a person would aim at
              const alone = [...trace.x.keys()].map((i) => [Math.min(...[...trace.x.keys()].filter((j) => j !== i).map((j) => Math.hypot(trace.x[i] - trace.x[j], trace.y[i] - trace.y[j]))), i]);
              const at = alone.sort((one, other) => other[0] - one[0])[0][1];
              return [box.left + xaxis._offset + xaxis.d2p(trace.x[at]), box.top + yaxis._offset + yaxis.d2p(trace.y[at]), 1500 + at];
            }
            """
        );
        await visitor.Page.Mouse.MoveAsync((float)place[0] - 1, (float)place[1]);
        await visitor.Page.Mouse.MoveAsync((float)place[0], (float)place[1]);
        await visitor.Page.Locator(".hoverlayer .hovertext").WaitForAsync();
        await visitor.Page.Mouse.ClickAsync((float)place[0], (float)place[1]);
        await visitor.Page.WaitForFunctionAsync("() => globalThis.told?.length > 0");
        (await visitor.Page.EvaluateAsync<int>("told.find((one) => one[0] === 'PickAsync')[1]")).ShouldBe((int)place[2]);

        await visitor.Page.EvaluateAsync(
            $"import('/js/figure.js').then(script => script.mark(document.getElementById('test-map'), {place[2]}))"
        );
        await visitor.Page.Locator("#test-map .ring").WaitForAsync();
        var ring = await visitor.Page.Locator("#test-map .ring").BoundingBoxAsync();
        (ring!.X + ring.Width / 2).ShouldBe((float)place[0], 1.5f);
        (ring.Y + ring.Height / 2).ShouldBe((float)place[1], 1.5f);
    }

    [Fact]
    public async Task Values_stand_on_the_calendar_and_a_click_on_one_tells_its_process()
    {
        await using var host = await WebHost.StartAsync(new ScriptedLiveState(new ScienceNight(Now).Snapshot()));
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        await visitor.OpenAsync("/about");
        await (await page.Context.NewCDPSessionAsync(page)).SendAsync(
            "Emulation.setTimezoneOverride",
            new Dictionary<string, object> { ["timezoneId"] = "America/Phoenix" }
        );
        var night = MadeUpSeries.Long("b3", 30, 1);
        await DrawAsync(page, SeriesFigures.Of(new SeriesSubject("NOISE", "e-", [night])));

        (await page.EvaluateAsync<string>("() => document.getElementById('test-series')._fullLayout.xaxis.type")).ShouldBe("date");
        (await page.Locator("#test-series .xtick text").AllTextContentsAsync()).ShouldContain(text => text.Contains("Jan"));
        var place = await page.EvaluateAsync<float[]>(
            """
            () => {
              const element = document.getElementById('test-series');
              const { xaxis, yaxis } = element._fullLayout;
              const box = element.getBoundingClientRect();
              const trace = element.data[0];
              return [box.left + xaxis._offset + xaxis.d2p(trace.x[4]), box.top + yaxis._offset + yaxis.d2p(trace.y[4])];
            }
            """
        );
        await page.Mouse.MoveAsync(place[0] - 2, place[1]);
        await page.Mouse.MoveAsync(place[0], place[1]);
        await page.Locator("#test-series .hoverlayer .hovertext").WaitForAsync();
        var tip = (await page.Locator("#test-series .hoverlayer .hovertext").First.TextContentAsync())!;
        tip.ShouldContain("exposure 00000004");
        tip.ShouldContain("night 20260101");
        tip.ShouldContain("2026-01-01 03:44:00 UTC"); // MJD 61041.1 is 02:24, and four times 20 minutes after it
        tip.ShouldContain("MJD 61041.15556");
        tip.ShouldContain("click: open its QA");
        (await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('#test-series .nsewdrag')).cursor")).ShouldBe(
            "pointer"
        );

        await page.Mouse.ClickAsync(place[0], place[1]);
        await page.WaitForFunctionAsync("() => globalThis.told.some((one) => one[0] === 'OpenAsync')");
        (await page.EvaluateAsync<int>("told.find((one) => one[0] === 'OpenAsync')[1]")).ShouldBe(7004);

        var seen = await page.EvaluateAsync<double[]>(
            """
            async () => {
              const element = document.getElementById('test-series');
              await Plotly.relayout(element, { 'xaxis.range[0]': '2026-01-01 03:00', 'xaxis.range[1]': '2026-01-01 05:24' });
              return told.findLast((one) => one[0] === 'ZoomAsync').slice(1);
            }
            """
        );
        seen[0].ShouldBe(61041.125, 1e-6);
        seen[1].ShouldBe(61041.225, 1e-6);
    }

    [Fact]
    public async Task A_focal_plane_is_drawn_within_a_second_and_a_petal_within_half_of_it()
    {
        await using var host = await WebHost.StartAsync(new ScriptedLiveState(new ScienceNight(Now).Snapshot()));
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/about");
        await DrawAsync(visitor.Page, Lines()); // the library is there
        var petal = await DrawAsync(visitor.Page, Map(500));
        var plane = await DrawAsync(visitor.Page, Map(5000) with { Key = "plane", Size = FigureSize.Large });
        output.WriteLine($"500 fibers drawn in {petal:F0} ms (goal 500 ms), 5000 fibers in {plane:F0} ms (goal 1000 ms)");
        petal.ShouldBeLessThan(500 * Patience);
        plane.ShouldBeLessThan(1000 * Patience);
    }

    [Fact]
    public async Task A_figure_becomes_a_picture()
    {
        await using var host = await WebHost.StartAsync(new ScriptedLiveState(new ScienceNight(Now).Snapshot()));
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/about");
        await DrawAsync(visitor.Page, Histogram());
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() =>
            visitor.Page.EvaluateAsync(
                "import('/js/figure.js').then(script => script.picture(document.getElementById('test-histogram'), 'name', 'Title <x>'))"
            )
        );
        download.SuggestedFilename.ShouldBe("name.png");
        await using var stream = await download.CreateReadStreamAsync();
        var head = new byte[24];
        await stream.ReadExactlyAsync(head);
        head[1..4].ShouldBe("PNG"u8.ToArray());
        var width = (head[16] << 24) + (head[17] << 16) + (head[18] << 8) + head[19];
        width.ShouldBeGreaterThanOrEqualTo(1280);
    }

    private static PlotFigure Map(int count)
    {
        var random = new Random(7);
        var fibers = Enumerable.Range(1500, count).Select(number => number % 5000).ToImmutableArray();
        var radius = count > 500 ? 1.6 : 0.8;
        var places = fibers
            .Select(_ => (R: Math.Sqrt(random.NextDouble()) * radius, A: random.NextDouble() * (count > 500 ? 6.283 : 0.628)))
            .ToList();
        return new PlotFigure
        {
            Key = "map",
            Title = "W sigma per fiber",
            X = new Axis("RA", "deg, east left") { Reversed = true },
            Y = new Axis("Dec", "deg"),
            EqualScale = true,
            Traces =
            [
                new Trace
                {
                    Kind = TraceKind.Points,
                    Name = "fibers",
                    X = [.. places.Select(place => 150 + (place.R * Math.Sin(place.A)))],
                    Y = [.. places.Select(place => 31 + (place.R * Math.Cos(place.A)))],
                    Fibers = fibers,
                    Colouring = new Colouring(
                        [.. places.Select(place => place.R - 0.5)],
                        new ColourScale(ColourScaleKind.Diverging, -1.2, 1.2, "value - reference (px)")
                    ),
                    Tips =
                    [
                        TipField.Number("W sigma", "px", 2, places.Select(place => place.R + 1.5)),
                        TipField.Text("target", fibers.Select(fiber => fiber % 7 == 0 ? "SKY" : "ELG")),
                        TipField.Number("RA", "deg", 4, places.Select(place => 150 + place.R)),
                    ],
                },
            ],
        };
    }

    // Some nights of four amplifiers, one night missing, a jump, an alarm.
    private static PlotFigure Series()
    {
        var points = MadeUpSeries.Long("b3", 240, 4).Points;
        points = [.. points.Where(point => point.At.Days is < MadeUpSeries.Begin + 3 or > MadeUpSeries.Begin + 4.9)];
        points = points.SetItem(130, points[130] with { Values = [2.6, 7.4, 4.6, 5.6], Quality = Quality.Alarm });
        return SeriesFigures.Of(
            new SeriesSubject("NOISE", "e-", [MadeUpSeries.Of("b3", points)])
            {
                Elements = ["A", "B", "C", "D"],
                Limits = new Threshold([4], new ToleranceRange(-2, 2), new ToleranceRange(-2.5, 2.5)),
            }
        ) with
        {
            Key = "series",
        };
    }

    private static PlotFigure LongSeries() =>
        SeriesFigures.Of(
            new SeriesSubject(
                "NOISE",
                "e-",
                [.. new[] { "b3", "r3", "z3" }.Select((camera, at) => MadeUpSeries.Long(camera, 20_000 + at, 1))]
            )
        ) with
        {
            Key = "long-series",
        };

    private static PlotFigure Against()
    {
        var series = MadeUpSeries.Long("b3", 300, 2);
        return RegressionFigures.Of(
            new RegressionSubject(new RegressionSide("NOISE A", "e-", series), new RegressionSide("NOISE B", "e-", series, 1))
        )[0] with
        {
            Key = "against",
        };
    }

    private static PlotFigure Bars() =>
        new()
        {
            Key = "bars",
            Title = "Sky level",
            X = new Axis("fiber"),
            Y = new Axis("counts", "e-/Å"),
            Size = FigureSize.Wide,
            Traces =
            [
                new Trace
                {
                    Kind = TraceKind.Bars,
                    Name = "SKYCONT",
                    X = [.. Enumerable.Range(0, 500).Select(i => (double)i)],
                    Y = [.. Enumerable.Range(0, 500).Select(i => 180 + (20 * Math.Sin(i / 20.0)))],
                    Fibers = [.. Enumerable.Range(1500, 500)],
                    Tint = Tint.Data,
                },
            ],
            Bands = [new LimitBand(AxisName.Y, LimitKind.Normal, 115, 265), new LimitBand(AxisName.Y, LimitKind.Warning, 90, 290)],
            Guides = [new GuideLine(AxisName.Y, 190, "reference 190", GuideKind.Reference)],
        };

    private static PlotFigure Histogram() =>
        new()
        {
            Key = "histogram",
            Title = "W sigma",
            X = new Axis("W sigma", "px"),
            Y = new Axis("fibers per bin"),
            Traces =
            [
                new Trace
                {
                    Kind = TraceKind.Bars,
                    Name = "fibers",
                    X = [.. Enumerable.Range(0, 20).Select(i => 2.1 + (i * 0.08))],
                    Y = [.. Enumerable.Range(0, 20).Select(i => 60 * Math.Exp(-Math.Pow((i - 10) / 4.0, 2)))],
                    BarWidth = 0.08,
                },
            ],
            Bands = [new LimitBand(AxisName.X, LimitKind.Normal, 1.2, 3.0), new LimitBand(AxisName.X, LimitKind.Warning, 0.9, 3.3)],
            Guides = [new GuideLine(AxisName.X, 3.12, "median 3.12", GuideKind.Value)],
        };

    private static PlotFigure Lines() =>
        new()
        {
            Key = "lines",
            Title = "Spectrum",
            X = new Axis("wavelength", "Å"),
            Y = new Axis("flux", "e-/Å"),
            Size = FigureSize.Wide,
            Traces =
            [
                .. new[] { (Tint.ArmB, 3600.0, "b"), (Tint.ArmR, 5650.0, "r"), (Tint.ArmZ, 7600.0, "z") }.Select(arm => new Trace
                {
                    Kind = TraceKind.Steps,
                    Name = arm.Item3,
                    Tint = arm.Item1,
                    InLegend = true,
                    X = [.. Enumerable.Range(0, 2200).Select(i => arm.Item2 + i)],
                    Y = [.. Enumerable.Range(0, 2200).Select(i => i == 700 ? double.NaN : 10 + Math.Sin(i / 30.0))],
                }),
            ],
            Guides = [new GuideLine(AxisName.X, 5578.9, "[OI] 5579", GuideKind.Mark)],
        };

    /// <summary>Draws below the page and tells how long it took, milliseconds.</summary>
    private static async Task<double> DrawAsync(IPage page, PlotFigure figure)
    {
        var wire = FigureWire.Of(figure);
        return await page.EvaluateAsync<double>(
            """
            async ([key, kind, description, block]) => {
              const script = await import('/js/figure.js');
              const element = document.createElement('div');
              element.id = `test-${key}`;
              element.className = 'plot';
              const frame = document.createElement('figure');
              frame.className = `figure ${kind}`;
              frame.style.width = kind === 'normal' ? '520px' : '1000px';
              frame.append(element);
              document.querySelector('main').prepend(frame);
              globalThis.told = [];
              const page = { invokeMethodAsync: (...told) => globalThis.told.push(told) };
              const began = performance.now();
              await script.draw(element, '/lib/plotly/plotly-strict.min.js', description, Uint8Array.from(atob(block), (c) => c.charCodeAt(0)), null, page, { selection: true, process: true, zoom: true }, []);
              return performance.now() - began;
            }
            """,
            new object[] { figure.Key, figure.Size.ToString().ToLowerInvariant(), wire.Description, Convert.ToBase64String(wire.Block) }
        );
    }
}
