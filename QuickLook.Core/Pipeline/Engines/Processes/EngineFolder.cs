using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines.Processes;

/// <summary>The folder in a run's production root that belongs to the program that runs the camera; removed when the run ends.</summary>
internal static class EngineFolder
{
    private const string Prefix = "engine-";

    /// <summary>The folder of one camera.</summary>
    public static string Of(string productionRoot, CameraId camera) => Path.Combine(productionRoot, $"{Prefix}{camera}");

    /// <summary>All such folders of a production root.</summary>
    public static IReadOnlyList<string> AllOf(string productionRoot)
    {
        try
        {
            return Directory.Exists(productionRoot) ? Directory.GetDirectories(productionRoot, $"{Prefix}*") : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Makes the folder anew, without what an earlier run may have left.</summary>
    public static Result<string> Make(string productionRoot, CameraId camera)
    {
        var folder = Of(productionRoot, camera);
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            return Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the engine's folder cannot be made: {problem.Message}", folder, FailureKind.Transient);
        }
    }

    /// <summary>Removes the folder.</summary>
    public static Result<Done> Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            return Done.Value;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the engine's folder cannot be removed: {problem.Message}", folder);
        }
    }
}
