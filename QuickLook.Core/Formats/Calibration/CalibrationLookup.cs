using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Formats.Calibration;

/// <summary>
/// Finds the calibration of a camera (pipeline.md 1.3): in the tree with one file per camera that desispec has read since 2019, or, when
/// the folder has <c>ccd_calibration.yaml</c>, in that single file of before.
/// </summary>
public static class CalibrationLookup
{
    private const string SingleFile = "ccd_calibration.yaml";
    private const string Simulation = "SIM";

    /// <summary>From this night on, files are named after the spectrograph's hardware and not after its place.</summary>
    private static readonly Night FirstHardwareNight = new(new DateOnly(2019, 12, 11));

    /// <summary>Finds the record.</summary>
    /// <param name="root">Root of the calibration tree (<c>DESI_SPECTRO_CALIB</c>).</param>
    /// <param name="camera">The camera.</param>
    /// <param name="identity">What the camera's header says it is.</param>
    /// <param name="metadata">The exposure's keywords, for the night and the date.</param>
    /// <returns>The one record that matches; or where it was looked for and which keys did not match.</returns>
    public static Result<CalibrationRecord> Find(string root, CameraId camera, CameraIdentity identity, ExposureMetadata metadata)
    {
        if (string.IsNullOrWhiteSpace(root) || !Directory.Exists(root))
        {
            return new Failure(
                $"the calibration folder '{root}' does not exist; give the root of the calibration tree",
                $"camera {camera}"
            );
        }

        var isSimulation = string.Equals(identity.Detector, Simulation, StringComparison.OrdinalIgnoreCase);
        var tree = isSimulation && Directory.Exists(Path.Combine(root, "sim")) ? Path.Combine(root, "sim") : root;
        if ((metadata.Night ?? identity.Night) is not { } night)
        {
            return new Failure("the raw header has no NIGHT, so no calibration can be chosen", $"camera {camera}");
        }

        var isByPlace = isSimulation || night < FirstHardwareNight;
        if (!isByPlace && identity.SpectrographHardware is null)
        {
            return new Failure("the raw header has no SPECID, which names the calibration of the spectrograph", $"camera {camera}");
        }

        var key = isByPlace ? camera.ToString() : $"sm{identity.SpectrographHardware}-{camera.Arm.Letter()}";
        var folder = isByPlace ? $"sp{camera.Spectrograph}" : $"sm{identity.SpectrographHardware}";
        var file = Path.Combine(tree, "spec", folder, $"{key}.yaml");
        if (File.Exists(file))
        {
            return Choose(tree, file, key, version => version.Check(night, identity, isOldRule: false));
        }

        var single = Path.Combine(tree, SingleFile);
        if (File.Exists(single))
        {
            var date = metadata.ObservedAt is { } instant ? new Night(DateOnly.FromDateTime(instant.UtcDateTime)) : night;
            return Choose(tree, single, camera.ToString(), version => version.Check(date, identity, isOldRule: true));
        }

        return new Failure($"there is no calibration for camera {camera}: neither {file} nor {single} exists", $"camera {camera}");
    }

    private static Result<CalibrationRecord> Choose(string root, string file, string key, Func<CalibrationVersion, string?> mismatch)
    {
        if (!CalibrationFile.Read(file, key).TryGet(out var versions, out var failure))
        {
            return failure;
        }

        var matching = new List<CalibrationVersion>();
        var reasons = new List<string>();
        foreach (var version in versions)
        {
            if (mismatch(version) is { } reason)
            {
                reasons.Add($"{version.Name}: {reason}");
            }
            else
            {
                matching.Add(version);
            }
        }

        return matching switch
        {
            [var only] => new CalibrationRecord(root, file, only.Name, only.Values),
            [] => new Failure($"no version of {key} holds for this exposure ({string.Join("; ", reasons)})", file),
            _ => new Failure($"several versions of {key} hold for this exposure: {string.Join(", ", matching.Select(m => m.Name))}", file),
        };
    }
}
