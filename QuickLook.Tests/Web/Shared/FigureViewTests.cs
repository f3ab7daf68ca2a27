using System.Collections.Immutable;
using Bunit;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Web.Components.Shared.Figures;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Shared;

public sealed class FigureViewTests : WebTestContext
{
    private readonly BunitJSModuleInterop script;

    public FigureViewTests()
    {
        script = JSInterop.SetupModule(_ => true);
        script.Mode = JSRuntimeMode.Loose;
    }

    private int Drawings => script.Invocations["draw"].Count;

    [Fact]
    public void A_figure_is_drawn_once_however_often_its_page_is_rendered()
    {
        var figure = Plot();
        var view = Render<FigureView>(parameters => parameters.Add(view => view.Of, figure));

        view.Render(parameters => parameters.Add(view => view.Of, figure));
        view.Render(parameters => parameters.Add(view => view.Of, figure));
        Drawings.ShouldBe(1);

        view.Render(parameters => parameters.Add(view => view.Of, Plot()));
        Drawings.ShouldBe(2);
    }

    [Fact]
    public void Choosing_a_fiber_marks_it_and_draws_nothing()
    {
        var figure = Plot();
        var view = Render<FigureView>(parameters => parameters.Add(view => view.Of, figure));

        view.Render(parameters => parameters.Add(view => view.Of, figure).Add(view => view.SelectedFiber, 0));

        Drawings.ShouldBe(1);
        script.Invocations["mark"].Single().Arguments[1].ShouldBe(0, "fiber 0 is a fiber like any other");
    }

    [Fact]
    public async Task A_click_is_told_to_the_page_and_one_with_shift_adds()
    {
        var told = new List<string>();
        var view = Render<FigureView>(parameters =>
            parameters
                .Add(view => view.Of, Plot())
                .Add(view => view.FiberPicked, fiber => told.Add($"pick {fiber}"))
                .Add(view => view.FiberAdded, fiber => told.Add($"add {fiber}"))
        );

        await view.InvokeAsync(() => view.Instance.PickAsync(0, adds: false));
        await view.InvokeAsync(() => view.Instance.PickAsync(499, adds: true));

        told.ShouldBe(["pick 0", "add 499"]);
    }

    [Fact]
    public async Task A_click_on_an_exposure_tells_its_process()
    {
        var told = new List<long>();
        var view = Render<FigureView>(parameters => parameters.Add(view => view.Of, Plot()).Add(view => view.ProcessPicked, told.Add));

        await view.InvokeAsync(() => view.Instance.OpenAsync(4711));

        told.ShouldBe([4711]);
    }

    [Fact]
    public void A_selection_of_several_fibers_is_marked_and_draws_nothing()
    {
        var figure = Plot();
        var view = Render<FigureView>(parameters => parameters.Add(view => view.Of, figure));

        view.Render(parameters => parameters.Add(view => view.Of, figure).Add(view => view.Selection, [3, 1, 4000]));
        view.Render(parameters => parameters.Add(view => view.Of, figure).Add(view => view.Selection, []));

        Drawings.ShouldBe(1);
        script.Invocations["mark"].Select(call => (int[])call.Arguments[2]!).ShouldBe([new[] { 1, 3, 4000 }, []]);
    }

    [Fact]
    public async Task What_is_selected_in_a_figure_is_told_without_what_is_no_fiber()
    {
        var (view, told) = Selecting([]);

        await view.InvokeAsync(() => view.Instance.SelectAsync([7, 3, 7, -1, 5000], adds: false, removes: false));
        await view.InvokeAsync(() => view.Instance.SelectAsync([], adds: false, removes: false));

        told.Select(each => string.Join(',', each)).ShouldBe(["3,7", ""]);
    }

    [Theory]
    [InlineData(false, false, "3,9")]
    [InlineData(true, false, "1,3,7,9")]
    [InlineData(false, true, "1,7")]
    [InlineData(true, true, "1,7")]
    public async Task Shift_adds_to_what_is_selected_and_Alt_takes_away(bool shift, bool alt, string left)
    {
        var (view, told) = Selecting([1, 3, 7]);

        await view.InvokeAsync(() => view.Instance.SelectAsync([9, 3], shift, alt));

        string.Join(',', told.ShouldHaveSingleItem()).ShouldBe(left);
    }

    [Fact]
    public async Task A_selection_that_stays_what_it_is_is_not_told()
    {
        var (view, told) = Selecting([1, 3]);

        await view.InvokeAsync(() => view.Instance.SelectAsync([3], adds: true, removes: false));
        await view.InvokeAsync(() => view.Instance.SelectAsync([4], adds: false, removes: true));
        await view.InvokeAsync(() => view.Instance.SelectAsync([3, 1], adds: false, removes: false));

        told.ShouldBeEmpty();
    }

    [Fact]
    public void Selected_fibers_are_listed_with_the_way_to_their_spectra()
    {
        var cleared = 0;
        var bar = Render<FiberSelection>(parameters =>
            parameters
                .Add(bar => bar.Of, [.. Enumerable.Range(100, 20)])
                .Add(bar => bar.ProcessId, 4711)
                .Add(bar => bar.Cleared, () => cleared++)
        );

        bar.Find("b").TextContent.ShouldBe("20 fibers selected:");
        bar.Find(".numbers").TextContent.ShouldBe("100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111 …");
        bar.Find("[data-tip^='Box or lasso']").TextContent.ShouldBe("Shift adds, Alt takes away");
        bar.Find("a").GetAttribute("href").ShouldBe("spectra/4711?fiber=100,101,102,103,104,105");
        bar.Find("button[data-key='Escape']").Click();
        cleared.ShouldBe(1);

        bar.Render(parameters => parameters.Add(bar => bar.Of, []));
        bar.Markup.Trim().ShouldBeEmpty();
    }

    [Fact]
    public void What_cannot_be_drawn_says_why_and_offers_no_picture()
    {
        var figure = Plot() with { Traces = [], Missing = "the document has no XWSIGMA_FIB" };

        var view = Render<FigureView>(parameters => parameters.Add(view => view.Of, figure));

        view.Find(".missing").TextContent.ShouldContain("the document has no XWSIGMA_FIB");
        view.FindAll(".plot").ShouldBeEmpty();
        view.FindAll("[data-tip^='Picture']").ShouldBeEmpty();
        Drawings.ShouldBe(0);
    }

    [Fact]
    public void Its_data_go_into_a_file_named_after_it()
    {
        var figure = Plot() with { Data = new FigureTable([FigureColumn.Of("fiber", [7])]) };
        var view = Render<FigureView>(parameters => parameters.Add(view => view.Of, figure));

        view.Find("[data-tip^='Data']").Click();

        var saved = script.Invocations["save"].Single();
        saved.Arguments[0].ShouldBe("test.csv");
        System.Text.Encoding.UTF8.GetString((byte[])saved.Arguments[2]!).ShouldBe("fiber\r\n7\r\n");
    }

    [Fact]
    public void A_table_shows_value_reference_limits_and_verdict_of_each_amplifier()
    {
        var table = new TableFigure
        {
            Key = "noise",
            Title = "Noise AMP",
            ElementHeading = "Amp",
            Unit = "e-",
            Rows =
            [
                Row("A", 2.66, Quality.Normal),
                Row("B", 2.55, Quality.Normal),
                Row("C", 4.91, Quality.Alarm),
                Row("D", double.NaN, Quality.None),
            ],
        };

        var view = Render<FigureView>(parameters => parameters.Add(view => view.Of, table));

        var rows = view.FindAll("tbody tr");
        rows[2].ClassName.ShouldBe("alarm");
        string[] cells = [.. rows[2].Children.Select(cell => cell.TextContent.Trim())];
        cells.ShouldBe(["C (3)", "4.91", "2.60", "1.10 - 4.10", "0.60 - 4.60", "alarm"]);
        rows[3].Children[1].TextContent.ShouldBe("–");
    }

    [Fact]
    public void Amplifiers_lie_as_on_the_ccd_with_C_and_D_above()
    {
        var figure = new AmplifierFigure
        {
            Key = "noise",
            Title = "Noise",
            Scale = new ColourScale(ColourScaleKind.Diverging, -2, 2, "value - reference (e-)"),
            Patches =
            [
                .. Amplifiers.All.Select(amplifier => new AmplifierPatch(
                    amplifier,
                    2.6 + (int)amplifier,
                    (int)amplifier - 1,
                    Quality.Normal
                )),
            ],
        };

        var view = Render<FigureView>(parameters => parameters.Add(view => view.Of, figure));

        view.FindAll("g[transform]")
            .Select(patch => patch.GetAttribute("transform"))
            .ShouldBe(["translate(1 72)", "translate(131 72)", "translate(1 1)", "translate(131 1)"]);
        view.FindAll("text.name").Select(text => text.TextContent).ShouldBe(["Amp A (1)", "Amp B (2)", "Amp C (3)", "Amp D (4)"]);
        view.FindAll("rect")[1]
            .GetAttribute("style")
            .ShouldBe("fill: color-mix(in oklab, var(--div-2), var(--div-3) 0%)", "the reference is neutral");
    }

    // A figure whose page keeps what it is told.
    private (IRenderedComponent<FigureView> View, List<ImmutableSortedSet<int>> Told) Selecting(ImmutableSortedSet<int> first)
    {
        var told = new List<ImmutableSortedSet<int>>();
        IRenderedComponent<FigureView> view = null!;
        view = Render<FigureView>(parameters =>
            parameters
                .Add(view => view.Of, Plot())
                .Add(view => view.Selection, first)
                .Add(
                    view => view.SelectionChanged,
                    fibers =>
                    {
                        told.Add(fibers);
                        view.Render(again => again.Add(view => view.Selection, fibers));
                    }
                )
        );
        return (view, told);
    }

    private static ElementReading Row(string name, double value, Quality quality) =>
        new(name, value, 2.6, new ToleranceRange(1.1, 4.1), new ToleranceRange(0.6, 4.6), quality);

    private static PlotFigure Plot() =>
        new()
        {
            Key = "test",
            Title = "Test",
            X = new Axis("x"),
            Y = new Axis("y"),
            Traces =
            [
                new Trace
                {
                    Kind = TraceKind.Points,
                    Name = "points",
                    X = [1],
                    Y = [2],
                    Fibers = [0],
                },
            ],
        };
}
