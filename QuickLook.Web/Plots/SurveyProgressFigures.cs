using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Analysis.Survey;

namespace QuickLook.Web.Plots;

/// <summary>How the survey goes on, night by night: tiles by program, objects by type.</summary>
public static class SurveyProgressFigures
{
    /// <summary>Different tiles that each night observed, a bar on the other for each program.</summary>
    /// <param name="answer">The survey.</param>
    public static PlotFigure PerNight(SurveyAnswer answer) =>
        Steps(answer).PerNight("tiles-per-night", "Tiles per night", step => step.Count, Table(answer));

    /// <summary>Tiles observed at least once up to each night, a line for each program and one for all.</summary>
    /// <param name="answer">The survey.</param>
    public static PlotFigure Cumulative(SurveyAnswer answer) =>
        Steps(answer)
            .SoFar("tiles-so-far", "Tiles observed so far", "at least once, counted from the first night of the choice", Table(answer));

    /// <summary>Objects that each night brought the first good spectrum of, a bar on the other for each type.</summary>
    /// <param name="counts">The counts.</param>
    public static PlotFigure ObjectsPerNight(ObjectCounts counts) =>
        Steps(counts).PerNight("objects-per-night", "New objects per night", step => step.New, Table(counts)) with
        {
            Subtitle = "with a good spectrum for the first time",
            Caption = GoodText(counts),
        };

    /// <summary>Objects with a good spectrum up to each night, a line for each type and one for all.</summary>
    /// <param name="counts">The counts.</param>
    public static PlotFigure ObjectsSoFar(ObjectCounts counts) =>
        Steps(counts)
            .SoFar("objects-so-far", "Objects so far", "with a good spectrum, from the first night of the choice on", Table(counts)) with
        {
            Caption = GoodText(counts),
        };

    private static string GoodText(ObjectCounts counts) =>
        $"An object is a fiber of a tile. Its spectrum is good when {ObjectCounts.TestName} was normal in every camera of its petal."
        + (
            counts.WithoutFibermap == 0
                ? string.Empty
                : $" Of {counts.Exposures + counts.WithoutFibermap} exposures {counts.Exposures} are counted: no fibermap of the others is stored."
        );

    private static NightSteps Steps(SurveyAnswer answer) =>
        new(
            "tiles",
            [
                .. answer
                    .Nights.Select(entry => entry.Program)
                    .Distinct()
                    .Order(StringComparer.Ordinal)
                    .Select(program => (program, ProgramTints.Name(program), ProgramTints.Of(program, answer.Programs))),
            ],
            [.. answer.Nights.Select(entry => new NightStep(entry.Night, entry.Program, entry.Tiles, entry.NewTiles, entry.Exposures))],
            "No tile was observed in this choice."
        );

    // Types in the order of the table of objects.
    private static NightSteps Steps(ObjectCounts counts)
    {
        ImmutableArray<string> types =
        [
            .. counts.Types.Select(count => count.ObjectType).Intersect(counts.Nights.Select(entry => entry.ObjectType)),
        ];
        return new(
            "objects",
            [.. types.Select(type => (type, type, TargetTints.Of(type)))],
            [.. counts.Nights.Select(entry => new NightStep(entry.Night, entry.ObjectType, entry.Objects, entry.NewObjects))],
            "No object has a good spectrum in this choice."
        );
    }

    private static FigureTable Table(SurveyAnswer answer) =>
        new([
            new FigureColumn("night", string.Empty, [.. answer.Nights.Select(entry => entry.Night.ToString())]),
            new FigureColumn("program", string.Empty, [.. answer.Nights.Select(entry => entry.Program)]),
            FigureColumn.Of("tiles", answer.Nights.Select(entry => entry.Tiles)),
            FigureColumn.Of("tiles for the first time", answer.Nights.Select(entry => entry.NewTiles)),
            FigureColumn.Of("exposures", answer.Nights.Select(entry => entry.Exposures)),
        ]);

    private static FigureTable Table(ObjectCounts counts) =>
        new([
            new FigureColumn("night", string.Empty, [.. counts.Nights.Select(entry => entry.Night.ToString())]),
            new FigureColumn("type", string.Empty, [.. counts.Nights.Select(entry => entry.ObjectType)]),
            Column("objects with a good spectrum", counts, entry => entry.Objects),
            Column("for the first time", counts, entry => entry.NewObjects),
        ]);

    private static FigureColumn Column(string name, ObjectCounts counts, Func<NightObjects, long> cell) =>
        new(name, string.Empty, [.. counts.Nights.Select(entry => cell(entry).ToString(CultureInfo.InvariantCulture))]);
}
