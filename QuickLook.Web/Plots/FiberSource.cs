using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>Values by fiber as figures want them.</summary>
internal static class FiberSource
{
    private const string Residuals = "SNR_RESID";

    /// <summary>
    /// Reads a metric by fiber; residuals of the signal to noise that the document does not join are computed anew, and are one series for all types of target.
    /// </summary>
    public static FiberReading Read(
        MergedQa document,
        CameraId camera,
        string stage,
        string metric,
        string? list = null,
        ImmutableArray<string> elements = default
    ) =>
        metric == Residuals
            ? FocalPlaneFigures.Combined(TargetSnrs.Residuals(document, camera, stage))
            : FiberJoin.Read(document, camera, stage, metric, list, elements);

    /// <summary>The row of the band that an arm sees: b the g band, r and z their own.</summary>
    public static string BandOf(Arm arm) =>
        arm switch
        {
            Arm.B => "g",
            Arm.R => "r",
            _ => "z",
        };
}
