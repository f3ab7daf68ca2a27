using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline;

/// <summary>
/// Checks that the files of a run exist before anything is opened, in the words of desi_quicklook (pipeline.md 6.2). A missing fibermap is a
/// warning, because the CCD can be judged without it.
/// </summary>
internal static class FileCheck
{
    public static Result<Done> Run(CameraRunRequest request, RunReporter reporter)
    {
        reporter.Log(RunReporter.Setup, RunLogLevel.Info, "Checking if all the necessary files exist.");
        if (!File.Exists(request.RawFile))
        {
            return new Failure($"File does not exist: {request.RawFile}");
        }

        var needsFibers = request.Flavor is Flavor.Science or Flavor.Flat;
        if (needsFibers)
        {
            reporter.Log(RunReporter.Setup, RunLogLevel.Info, $"File check: Okay: {request.RawFile}");
            if (request.FibermapFile is { } fibermap && File.Exists(fibermap))
            {
                reporter.Log(RunReporter.Setup, RunLogLevel.Info, $"File check: Okay: {fibermap}");
            }
            else
            {
                reporter.Log(RunReporter.Setup, RunLogLevel.Warning, "There is no fibermap; what needs fibers is not computed.");
            }
        }

        reporter.Log(
            RunReporter.Setup,
            RunLogLevel.Info,
            $"All necessary files exist for {request.Flavor.ConfigurationName()} configuration."
        );
        return Done.Value;
    }
}
