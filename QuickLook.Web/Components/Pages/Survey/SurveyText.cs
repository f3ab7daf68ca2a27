using System.Globalization;
using QuickLook.Core.Analysis.Survey;

namespace QuickLook.Web.Components.Pages.Survey;

/// <summary>How the survey is said in words.</summary>
public static class SurveyText
{
    private static readonly NumberFormatInfo Spaced = new() { NumberGroupSeparator = "\u202f" };

    /// <summary>A whole number with a thin space every three digits.</summary>
    /// <param name="count">The number.</param>
    public static string Count(long count) => count.ToString("#,0", Spaced);

    /// <summary>A share in percent; a dash of nothing.</summary>
    /// <param name="part">The part.</param>
    /// <param name="whole">The whole.</param>
    public static string Share(long part, long whole)
    {
        if (whole == 0)
        {
            return "–";
        }

        // What is not all must not look like all, nor something like nothing.
        var percent = 100.0 * part / whole;
        return part > 0 && percent < 0.1 ? "< 0.1 %"
            : part < whole && percent > 99.9 ? "> 99.9 %"
            : string.Create(CultureInfo.InvariantCulture, $"{percent:0.#} %");
    }

    /// <summary>How far the survey is, in a sentence.</summary>
    /// <param name="answer">The survey.</param>
    /// <param name="hasExposures">True when there is any science exposure, in the choice or not.</param>
    public static string Sentence(SurveyAnswer answer, bool hasExposures)
    {
        if (answer.Planned.IsEmpty)
        {
            return !answer.Observed.IsEmpty ? $"{Tiles(answer.Observed.Length)} observed"
                : hasExposures ? "No science exposure in this choice"
                : "There is no science exposure yet";
        }

        var sentence =
            $"{Count(answer.PlannedAndObserved)} of {Count(answer.Planned.Length)} planned tiles observed at least once "
            + $"({Share(answer.PlannedAndObserved, answer.Planned.Length)})";
        return answer.OnlyAlarms == 0 ? sentence : $"{sentence}; {Count(answer.OnlyAlarms)} only in exposures with alarms";
    }

    /// <summary>What else is to be said of it; empty for nothing.</summary>
    /// <param name="answer">The survey.</param>
    public static string Remark(SurveyAnswer answer)
    {
        var others = answer.Observed.Length - answer.PlannedAndObserved;
        return answer.Planned.IsEmpty || others == 0 ? string.Empty : $"{Tiles(others)} observed that no plan has.";
    }

    /// <summary>Tiles, one or several.</summary>
    /// <param name="count">How many.</param>
    public static string Tiles(int count) => count == 1 ? "1 tile" : $"{Count(count)} tiles";

    /// <summary>What is counted, and what is not.</summary>
    /// <param name="counts">The counts.</param>
    public static string Remark(ObjectCounts counts)
    {
        var remark =
            $"{Count(counts.Exposures)} science exposures. An arm of a fiber counts by the verdict of its camera: a fiber in b, r and z counts three times. "
            + "Types follow from the fibermap: class of the target where its bits say it, else OBJTYPE.";
        remark += counts.WithoutFibermap > 0 ? $" {Count(counts.WithoutFibermap)} exposures have no stored fibermap." : string.Empty;
        return counts.IsCut ? $"{remark} Older exposures are left out: choose a range of nights." : remark;
    }
}
