using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Results;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>
/// Corrections that a calibration record can ask for and that QuickLook does not have. Where the image would be wrong without one, the
/// step is refused; where it is only a little less good, the log says so.
/// </summary>
internal static class UnsupportedCorrections
{
    private static readonly string[] Refused = ["USE_ORSEC", "SAVGOL"];
    private static readonly string[] LeftOut = ["DARKTRAIL", "CTE"];

    /// <summary>Checks a record.</summary>
    /// <param name="calibration">The record.</param>
    /// <param name="note">Hears what is left out.</param>
    /// <returns>The failure that names a key without which the image would be wrong; null when there is none.</returns>
    public static Failure? Check(CalibrationRecord calibration, Action<ReductionNote> note)
    {
        foreach (var key in Refused)
        {
            if (calibration.IsOn(key))
            {
                return new Failure(
                    $"the calibration record asks for {key}, a use of the row overscan that QuickLook does not have",
                    $"{calibration.Source}, {calibration.Version}, {key}"
                );
            }
        }

        foreach (var key in calibration.Keys)
        {
            if (Array.Exists(LeftOut, stem => key.StartsWith(stem, StringComparison.OrdinalIgnoreCase)))
            {
                note(new ReductionNote(NoteSeverity.Warning, $"the correction {key} of the calibration record is not applied"));
            }
        }

        return null;
    }
}
