using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;

namespace QuickLook.Web.Plots;

/// <summary>The four amplifiers as they lie on the CCD.</summary>
internal static class AmplifierPatches
{
    /// <summary>Coloured by deviation from the reference; without limits from the mean of the four.</summary>
    /// <param name="draft">The figure.</param>
    /// <param name="patches">One per amplifier.</param>
    /// <param name="scale">Colours; null without limits.</param>
    public static AmplifierFigure OfValues(FigureDraft draft, ImmutableArray<AmplifierPatch> patches, ColourScale? scale)
    {
        if (scale is not null)
        {
            return Figure(draft, patches) with { Scale = scale };
        }

        double[] known = [.. patches.Select(patch => patch.Value).Where(double.IsFinite)];
        var mean = known.Length > 0 ? known.Average() : double.NaN;
        var reach = known.Length > 0 ? known.Max(value => Math.Abs(value - mean)) : 0;
        return Figure(
            draft with
            {
                Caption = FigureDraft.Sentences(
                    draft.Caption,
                    "There are no limits; the colour is the difference from the mean of the four."
                ),
            },
            [.. patches.Select(patch => patch with { Deviation = patch.Value - mean })]
        ) with
        {
            Scale = new ColourScale(ColourScaleKind.Diverging, reach > 0 ? -reach : -1, reach > 0 ? reach : 1, "value - mean"),
        };
    }

    /// <summary>Coloured by verdict.</summary>
    /// <param name="draft">The figure.</param>
    /// <param name="patches">One per amplifier.</param>
    public static AmplifierFigure OfStatus(FigureDraft draft, ImmutableArray<AmplifierPatch> patches) => Figure(draft, patches);

    private static AmplifierFigure Figure(FigureDraft draft, ImmutableArray<AmplifierPatch> patches)
    {
        string[] without = [.. patches.Where(patch => !double.IsFinite(patch.Value)).Select(patch => patch.Amplifier.Label())];
        string[] broken =
        [
            .. patches
                .Where(patch => patch.Quality == Quality.None && double.IsFinite(patch.Value))
                .Select(patch => patch.Amplifier.Label()),
        ];
        return new AmplifierFigure
        {
            Key = draft.Key,
            Title = draft.Title,
            Subtitle = draft.Unit,
            Part = draft.Part,
            Caption = draft.FullCaption,
            Missing = FigureDraft.Remarks(
                draft.Missing,
                without.Length > 0 ? $"no value of {string.Join(", ", without)}" : string.Empty,
                broken.Length > 0 && patches.Any(patch => double.IsFinite(patch.Deviation))
                    ? $"{string.Join(", ", broken)} {FiberFacts.Broken}"
                    : string.Empty
            ),
            Patches = patches,
            Data = new FigureTable([
                new FigureColumn("amplifier", string.Empty, [.. patches.Select(patch => patch.Amplifier.Label())]),
                FigureColumn.Of("value", draft.Unit, patches.Select(patch => patch.Value)),
                FigureColumn.Of("deviation", draft.Unit, patches.Select(patch => patch.Deviation)),
                new FigureColumn("verdict", string.Empty, [.. patches.Select(patch => QualityWords.Of(patch.Quality))]),
            ]),
        };
    }
}
