using System.Collections.Immutable;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Core.Viewing;
using QuickLook.Tests.Core.QualityTests.Readings;
using QuickLook.Tests.Golden;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Plots;

/// <summary>The figures of a golden camera.</summary>
public static class GoldenFigures
{
    /// <summary>What the figures of a test are made from; without a fibermap the document's own places are used.</summary>
    public static FigureSubject Subject(this GoldenDocument golden, string test, FiberField? fibers = null) =>
        golden.Subject(golden.Reading(test), fibers);

    public static FigureSubject Subject(this GoldenDocument golden, TestReading reading, FiberField? fibers = null) =>
        new(golden.Camera, golden.Document, reading, fibers ?? FiberField.Empty, golden.Defects);

    public static MetricSubject Metrics(this GoldenDocument golden) =>
        new(golden.Camera, golden.Document, FiberField.Empty, golden.Defects);

    public static ImmutableArray<Figure> Figures(this GoldenDocument golden, string test) => TestFigures.Of(golden.Subject(test));

    public static PlotFigure Plot(this GoldenDocument golden, string test, string key) =>
        golden.Figures(test).OfType<PlotFigure>().Where(figure => figure.Key == key).ShouldHaveSingleItem(Keys(golden, test));

    public static AmplifierFigure Patches(this GoldenDocument golden, string test, string key) =>
        golden.Figures(test).OfType<AmplifierFigure>().Where(figure => figure.Key == key).ShouldHaveSingleItem(Keys(golden, test));

    /// <summary>The fibers of a golden exposure as its fibermap has them.</summary>
    public static FiberField Fibermap(GoldenSet set, int exposure) =>
        new(
            GoldenCamera
                .Succeed(QuickLook.Core.Formats.Fibermap.Read(set.FibermapFile(exposure)))
                .Rows.Select(row => new FiberPlace(row.Fiber, row.Ra, row.Dec, row.ObjectType))
        );

    /// <summary>The value that a trace draws for a fiber: that of its place upwards.</summary>
    public static double Y(this PlotFigure figure, int fiber) => Of(figure, fiber, (trace, at) => trace.Y[at]);

    /// <summary>The value by which a fiber is coloured.</summary>
    public static double Colour(this PlotFigure figure, int fiber) =>
        Of(figure, fiber, (trace, at) => trace.Colouring?.Values[at] ?? double.NaN);

    /// <summary>The trace that a fiber is in.</summary>
    public static Trace TraceOf(this PlotFigure figure, int fiber) => figure.Traces.Single(trace => trace.Fibers.Contains(fiber));

    private static double Of(PlotFigure figure, int fiber, Func<Trace, int, double> value)
    {
        var trace = figure.TraceOf(fiber);
        return value(trace, trace.Fibers.IndexOf(fiber));
    }

    private static string Keys(GoldenDocument golden, string test) => string.Join(", ", golden.Figures(test).Select(figure => figure.Key));
}
