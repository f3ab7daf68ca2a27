using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Plots;

public sealed class FigureWireTests
{
    private const int MostBytes = 300_000;

    [Fact]
    public void Numbers_travel_as_bytes_and_not_as_text()
    {
        var wire = FigureWire.Of(Figure([1.5, 61366.413], [double.NaN, -2], needsDouble: true));

        var x = Root(wire).GetProperty("traces")[0].GetProperty("x");
        (x.GetProperty("type").GetString(), x.GetProperty("count").GetInt32()).ShouldBe(("f8", 2));
        BinaryPrimitives.ReadDoubleLittleEndian(wire.Block.AsSpan(x.GetProperty("at").GetInt32() + 8)).ShouldBe(61366.413);
        var y = Root(wire).GetProperty("traces")[0].GetProperty("y");
        float.IsNaN(BinaryPrimitives.ReadSingleLittleEndian(wire.Block.AsSpan(y.GetProperty("at").GetInt32()))).ShouldBeTrue();
        wire.Description.ShouldNotContain("61366");
    }

    [Fact]
    public void Processes_and_numbers_of_exposures_travel_whole()
    {
        var figure = Figure([1, 2], [1, 2]);
        figure = figure with
        {
            X = new Axis("date", "UTC") { IsDate = true },
            Traces = [figure.Traces[0] with { Processes = [4_000_000_000, 0], Tips = [TipField.Whole("exposure", 8, [16_777_217, -1])] }],
        };

        var wire = FigureWire.Of(figure);

        Root(wire).GetProperty("x").GetProperty("isDate").GetBoolean().ShouldBeTrue();
        var trace = Root(wire).GetProperty("traces")[0];
        var processes = trace.GetProperty("processes");
        (processes.GetProperty("type").GetString(), processes.GetProperty("count").GetInt32()).ShouldBe(("f8", 2));
        BinaryPrimitives.ReadDoubleLittleEndian(wire.Block.AsSpan(processes.GetProperty("at").GetInt32())).ShouldBe(4_000_000_000);
        var exposure = trace.GetProperty("tips")[0];
        exposure.GetProperty("places").GetInt32().ShouldBe(8);
        BinaryPrimitives
            .ReadInt32LittleEndian(wire.Block.AsSpan(exposure.GetProperty("values").GetProperty("at").GetInt32()))
            .ShouldBe(16_777_217, "single precision has 7 digits");
    }

    [Fact]
    public void A_focal_plane_of_5000_fibers_with_tooltips_is_below_300_kB()
    {
        var numbers = Enumerable.Range(0, 5000).Select(number => (double)number).ToImmutableArray();
        var figure = Figure(numbers, numbers);
        figure = figure with
        {
            Traces =
            [
                figure.Traces[0] with
                {
                    Fibers = [.. Enumerable.Range(0, 5000)],
                    Colouring = new Colouring(numbers, new ColourScale(ColourScaleKind.Diverging, -1, 1, "value - reference")),
                    Tips =
                    [
                        TipField.Number("value", "px", 2, numbers),
                        TipField.Number("reference", "px", 2, numbers),
                        TipField.Number("RA", "deg", 4, numbers),
                        TipField.Number("Dec", "deg", 4, numbers),
                        TipField.Text("target", numbers.Select(number => number % 3 == 0 ? "SKY" : "TGT")),
                        TipField.Text("camera", numbers.Select(number => $"b{(int)number / 500}")),
                    ],
                },
            ],
        };

        FigureWire.Of(figure).Size.ShouldBeLessThan(MostBytes);
    }

    [Fact]
    public void Arrays_of_different_lengths_are_cut_to_what_they_have_in_common()
    {
        var figure = Figure([1, 2, 3], [4, 5]);
        figure = figure with { Traces = [figure.Traces[0] with { Fibers = [7], Tips = [TipField.Number("short", "", 1, [1])] }] };

        var trace = Root(FigureWire.Of(figure)).GetProperty("traces")[0];

        trace.GetProperty("x").GetProperty("count").GetInt32().ShouldBe(2);
        trace.TryGetProperty("fibers", out _).ShouldBeFalse("a fiber list that is too short would name wrong fibers");
        trace.GetProperty("tips").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void What_is_not_finite_never_breaks_the_description()
    {
        var figure = Figure([1], [1]) with
        {
            X = new Axis("x") { Range = (double.NaN, 3) },
            Bands =
            [
                new LimitBand(AxisName.Y, LimitKind.Normal, double.NegativeInfinity, 5),
                new LimitBand(AxisName.Y, LimitKind.Warning, 1, 2),
            ],
            Guides = [new GuideLine(AxisName.X, double.NaN, "nothing", GuideKind.Value)],
        };

        var root = Root(FigureWire.Of(figure));

        root.GetProperty("x").TryGetProperty("range", out _).ShouldBeFalse();
        root.GetProperty("bands").GetArrayLength().ShouldBe(1);
        root.GetProperty("guides").GetArrayLength().ShouldBe(0);
    }

    private static PlotFigure Figure(ImmutableArray<double> x, ImmutableArray<double> y, bool needsDouble = false) =>
        new()
        {
            Key = "test",
            Title = "Test",
            X = new Axis("x"),
            Y = new Axis("y", "px"),
            Traces =
            [
                new Trace
                {
                    Kind = TraceKind.Points,
                    Name = "points",
                    X = x,
                    Y = y,
                    NeedsDouble = needsDouble,
                },
            ],
        };

    private static JsonElement Root(FigureWire wire) => JsonDocument.Parse(wire.Description).RootElement;
}
