using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>The normal range of a test as a tooltip shows it.</summary>
internal static class LimitText
{
    // The one metric that is judged as reference minus value (pipeline.md 4.1, item 7): its range would read the wrong way round.
    private const string JudgedTheOtherWayRound = "FIDSNR_TGT";

    /// <summary><c>normal 1.10 - 4.10</c>; with a reference per element <c>normal within -1.50 to 1.50 of each reference</c>.</summary>
    /// <param name="test">The test.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="program">The program of the exposure.</param>
    /// <returns>Empty when the test has no limits for them.</returns>
    public static string Of(TestMapping test, CameraId camera, ObservingProgram program)
    {
        if (
            test.Limits is not { } limits
            || test.Metric == JudgedTheOtherWayRound
            || !TestLimits.TryFind(limits.Normal, camera, program, out var normal)
            || !TestLimits.TryFind(limits.References, camera, program, out var reference)
            || reference.IsDefaultOrEmpty
        )
        {
            return string.Empty;
        }

        foreach (var value in reference)
        {
            if (value != reference[0])
            {
                return $"normal within {Range(normal.Low, normal.High)} of each reference";
            }
        }

        return $"normal {Range(reference[0] + normal.Low, reference[0] + normal.High)}";
    }

    // A range of negative numbers is spelt out: "-1 - 1" is hard to read.
    private static string Range(double low, double high)
    {
        var format = double.IsInteger(low) && double.IsInteger(high) ? "F0" : "F2";
        var between = low < 0 ? "to" : "-";
        return $"{low.ToString(format, CultureInfo.InvariantCulture)} {between} {high.ToString(format, CultureInfo.InvariantCulture)}";
    }
}
