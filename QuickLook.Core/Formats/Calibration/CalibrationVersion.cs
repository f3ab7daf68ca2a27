using System.Globalization;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Formats.Calibration;

/// <summary>One version of a camera's calibration in a file, with the conditions under which it holds.</summary>
/// <param name="Name">Name of the version.</param>
/// <param name="Values">Values by key, as text.</param>
internal sealed record CalibrationVersion(string Name, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Says why this version does not hold.</summary>
    /// <param name="night">Night of the exposure; by the old rule the date of DATE-OBS.</param>
    /// <param name="identity">What the camera's header says.</param>
    /// <param name="isOldRule">True for the single file of before 2019, which asks for DOSVER and FEEVER as well.</param>
    /// <returns>The keys that do not match, or null when the version holds.</returns>
    public string? Check(Night night, CameraIdentity identity, bool isOldRule)
    {
        var mismatches = new List<string>();
        CheckDates(night, mismatches);
        CheckEqual("DETECTOR", identity.Detector, isRequired: true, mismatches);
        if (isOldRule)
        {
            CheckEqual("DOSVER", identity.ControlSystemVersion, isRequired: true, mismatches);
            CheckEqual("FEEVER", identity.FrontEndVersion, isRequired: true, mismatches);
        }
        else
        {
            CheckEqual("CCDCFG", identity.ReadoutConfiguration, isRequired: false, mismatches);
            CheckEqual("CCDTMING", identity.ReadoutTiming, isRequired: false, mismatches);
        }

        return mismatches.Count == 0 ? null : string.Join(", ", mismatches);
    }

    private void CheckDates(Night night, List<string> mismatches)
    {
        var date = (night.Date.Year * 10_000) + (night.Date.Month * 100) + night.Date.Day;
        if (!TryDate("DATE-OBS-BEGIN", out var begin) || begin is null)
        {
            mismatches.Add("DATE-OBS-BEGIN is missing or not YYYYMMDD");
        }
        else if (date < begin)
        {
            mismatches.Add($"{night} is before DATE-OBS-BEGIN {begin}");
        }

        if (!TryDate("DATE-OBS-END", out var end))
        {
            mismatches.Add("DATE-OBS-END is not YYYYMMDD");
        }
        else if (date > end)
        {
            mismatches.Add($"{night} is after DATE-OBS-END {end}");
        }
    }

    /// <summary>A date as whole number; null for an open end, which is written None or left out.</summary>
    private bool TryDate(string key, out int? date)
    {
        date = null;
        if (!Values.TryGetValue(key, out var text) || text.Trim() is "" || text.Trim().Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var isDate = int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        date = number;
        return isDate;
    }

    private void CheckEqual(string key, string? actual, bool isRequired, List<string> mismatches)
    {
        if (!Values.TryGetValue(key, out var wanted))
        {
            if (isRequired)
            {
                mismatches.Add($"{key} is missing in the record");
            }

            return;
        }

        if (!string.Equals(wanted.Trim(), actual?.Trim(), StringComparison.Ordinal))
        {
            mismatches.Add(
                $"{key} is '{wanted.Trim()}' in the record but {(actual is null ? "missing" : $"'{actual.Trim()}'")} in the raw header"
            );
        }
    }
}
