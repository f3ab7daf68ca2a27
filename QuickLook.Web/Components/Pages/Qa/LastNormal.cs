using System.Collections.Immutable;
using QuickLook.Core.Judging;
using QuickLook.Core.Viewing;

namespace QuickLook.Web.Components.Pages.Qa;

/// <summary>The newest exposure before this one in which a test was normal: same flavor, program and camera.</summary>
/// <param name="Run">The camera in that exposure.</param>
/// <param name="Values">Its values, element by element; NaN where there was none.</param>
public sealed record LastNormal(PastRun Run, ImmutableArray<double> Values)
{
    /// <summary>Finds it.</summary>
    /// <param name="past">The exposures before, newest first.</param>
    /// <param name="statusKey">The test.</param>
    /// <returns>Null when it was never normal, or not in the exposures that were read.</returns>
    public static LastNormal? Of(ImmutableArray<PastRun> past, string statusKey)
    {
        foreach (var run in past)
        {
            var test = run.Tests.FirstOrDefault(test => test.StatusKey == statusKey);
            if (test is { Quality: Quality.Normal } && test.Numbers() is { IsEmpty: false } values)
            {
                return new LastNormal(run, values);
            }
        }

        return null;
    }

    /// <summary>How much an element has changed since; NaN when either has no value.</summary>
    /// <param name="index">Index of the element.</param>
    /// <param name="value">Its value now.</param>
    public double ChangeOf(int index, double value) => index < Values.Length ? value - Values[index] : double.NaN;
}
