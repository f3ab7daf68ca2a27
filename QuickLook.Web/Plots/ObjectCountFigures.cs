using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Analysis.Survey;

namespace QuickLook.Web.Plots;

/// <summary>Objects by type and by verdict.</summary>
public static class ObjectCountFigures
{
    /// <summary>For each type the share of its arms of fibers with each verdict, in percent.</summary>
    /// <param name="counts">The counts.</param>
    public static PlotFigure Of(ObjectCounts counts)
    {
        // Bars stand in front of each other: each reaches as high as its own share and those below it.
        var parts = new (string Name, Tint Tint, Func<ObjectCount, long> Own, Func<ObjectCount, long> Below)[]
        {
            ("without a verdict", Tint.Faint, count => count.Unjudged, count => count.Normal + count.Warning + count.Alarm),
            ("alarm", Tint.Alarm, count => count.Alarm, count => count.Normal + count.Warning),
            ("warning", Tint.Warning, count => count.Warning, count => count.Normal),
            ("normal", Tint.Normal, count => count.Normal, _ => 0),
        };
        var types = counts.Types.RemoveAll(count => count.Arms == 0);
        return new PlotFigure
        {
            Key = "object-counts",
            Title = "Objects by verdict",
            Subtitle = $"of {ObjectCounts.TestName} in the camera",
            Missing = types.IsEmpty ? "No objects are counted in this choice." : string.Empty,
            X = new Axis("type")
            {
                Words = [.. types.Select((count, at) => ((double)at, NameOf(count)))],
                Range = (-0.6, Math.Max(0.6, types.Length - 0.4)),
            },
            Y = new Axis("arms of fibers", "%") { Range = (0, 100) },
            Traces =
            [
                .. parts
                    .Where(part => types.Any(count => part.Own(count) > 0))
                    .Select(part => new Trace
                    {
                        Kind = TraceKind.Bars,
                        Name = part.Name,
                        X = [.. Enumerable.Range(0, types.Length).Select(at => (double)at)],
                        Y = [.. types.Select(count => 100.0 * (part.Own(count) + part.Below(count)) / count.Arms)],
                        BarWidth = 0.7,
                        Tint = part.Tint,
                        InLegend = true,
                        Tips =
                        [
                            TipField.Text("type", types.Select(NameOf)),
                            TipField.Text("arms of fibers", types.Select(count => part.Own(count).ToString(CultureInfo.InvariantCulture))),
                            TipField.Number("share", "%", 2, types.Select(count => 100.0 * part.Own(count) / count.Arms)),
                        ],
                    }),
            ],
            Data = Table(counts.Types),
        };
    }

    /// <summary>Name of a type for people.</summary>
    /// <param name="count">The type.</param>
    public static string NameOf(ObjectCount count) => count.ObjectType.Length == 0 ? "(empty)" : count.ObjectType;

    /// <summary>Name of a group for people.</summary>
    /// <param name="group">The group.</param>
    public static string NameOf(ObjectGroup group) =>
        group switch
        {
            ObjectGroup.Target => "Targets",
            ObjectGroup.StandardStar => "Standard stars",
            ObjectGroup.Sky => "Sky",
            _ => "Other",
        };

    private static FigureTable Table(ImmutableArray<ObjectCount> types) =>
        new([
            new FigureColumn("type", string.Empty, [.. types.Select(count => count.ObjectType)]),
            new FigureColumn("group", string.Empty, [.. types.Select(count => NameOf(count.Group))]),
            Column("fibers", count => count.Fibers, types),
            Column("arms normal", count => count.Normal, types),
            Column("arms warning", count => count.Warning, types),
            Column("arms alarm", count => count.Alarm, types),
            Column("arms without a verdict", count => count.Unjudged, types),
        ]);

    private static FigureColumn Column(string name, Func<ObjectCount, long> cell, ImmutableArray<ObjectCount> types) =>
        new(name, string.Empty, [.. types.Select(count => cell(count).ToString(CultureInfo.InvariantCulture))]);
}
