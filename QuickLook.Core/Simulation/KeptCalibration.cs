using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Simulation;

/// <summary>A calibration tree that is kept from one start to the next: the same program writes the same tree for the same instrument.</summary>
public static class KeptCalibration
{
    private const string StampName = "simulated-by";

    /// <summary>Writes the tree unless it is there, made by this program for this instrument.</summary>
    /// <param name="root">Root of the tree.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="cameras">The cameras.</param>
    /// <param name="workers">Cameras at once, at least 1.</param>
    /// <param name="cancellationToken">Ends between cameras; the tree is then written anew the next time.</param>
    /// <returns>True when it was written, false when it was there.</returns>
    public static Result<bool> Ensure(
        string root,
        SimulatedInstrument instrument,
        IReadOnlyList<CameraId> cameras,
        int workers,
        CancellationToken cancellationToken
    )
    {
        // Changes with every change of the program, for whatever made another tree is compiled into it.
        var program = typeof(KeptCalibration).Module.ModuleVersionId;
        var stamp = string.Create(CultureInfo.InvariantCulture, $"{program} {instrument} {string.Join(',', cameras)}\n");
        var path = Path.Combine(root, StampName);
        try
        {
            if (File.Exists(path) && File.ReadAllText(path) == stamp)
            {
                return false;
            }

            Directory.CreateDirectory(root);
            File.Delete(path);
            if (new SpectrographSimulator(instrument).WriteCalibration(root, cameras, workers, cancellationToken).Failure is { } failure)
            {
                return failure;
            }

            File.WriteAllText(path, stamp);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the calibrations cannot be written: {problem.Message}", root);
        }
    }
}
