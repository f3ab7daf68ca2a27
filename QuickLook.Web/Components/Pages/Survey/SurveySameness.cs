using QuickLook.Core.Analysis.Survey;

namespace QuickLook.Web.Components.Pages.Survey;

/// <summary>Whether what was read again is what is shown already: then nothing is drawn anew, and a reader keeps zoom and place.</summary>
public static class SurveySameness
{
    /// <summary>True when both have the same tiles.</summary>
    /// <param name="one">What is shown.</param>
    /// <param name="other">What was read.</param>
    public static bool AreSame(SurveyAnswer? one, SurveyAnswer? other) =>
        one is not null
        && other is not null
        && one.Plan == other.Plan
        && one.IsCut == other.IsCut
        && one.Planned.AsSpan().SequenceEqual(other.Planned.AsSpan())
        && one.Observed.AsSpan().SequenceEqual(other.Observed.AsSpan())
        && one.Nights.AsSpan().SequenceEqual(other.Nights.AsSpan())
        && one.Programs.AsSpan().SequenceEqual(other.Programs.AsSpan());

    /// <summary>True when both have the same objects.</summary>
    /// <param name="one">What is shown.</param>
    /// <param name="other">What was counted.</param>
    public static bool AreSame(ObjectCounts? one, ObjectCounts? other) =>
        one is not null
        && other is not null
        && (one.Exposures, one.WithoutFibermap, one.IsCut) == (other.Exposures, other.WithoutFibermap, other.IsCut)
        && one.Types.AsSpan().SequenceEqual(other.Types.AsSpan())
        && one.Nights.AsSpan().SequenceEqual(other.Nights.AsSpan());
}
