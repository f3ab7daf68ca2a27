using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Plots;

/// <summary>What a figure weighs on its way to the browser: four bytes a number, and its words.</summary>
public static class Payload
{
    public static int Of(PlotFigure figure) => figure.Traces.Sum(Of) + figure.Title.Length + figure.Caption.Length + figure.Missing.Length;

    private static int Of(Trace trace) =>
        (
            (trace.NeedsDouble ? 8 : 4) * trace.X.Length
            + (
                4
                * (trace.Y.Length + trace.Fibers.Length + (trace.Colouring?.Values.Length ?? 0) + trace.Tips.Sum(tip => tip.Values.Length))
            )
        ) + trace.Tips.Sum(tip => tip.Name.Length + tip.Unit.Length + tip.Words.Sum(word => word.Length));
}
