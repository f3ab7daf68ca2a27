using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline.Engines.Processes;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines.Commands;

/// <summary>
/// Puts up for one run what a version of desi_quicklook expects, where it expects it (pipeline.md 1.1 and 1.3), as links: a raw-data root with this one
/// exposure in it, and the fibermap beside the raw file (0.27) or among the preprocessed images (0.68).
/// </summary>
/// <param name="Folder">The engine's folder; see <see cref="EngineFolder"/>.</param>
/// <param name="RawRoot">Raw-data root of the run.</param>
internal sealed record RunStage(string Folder, string RawRoot)
{
    /// <summary>Puts it up.</summary>
    /// <returns>The stage, or why it cannot be put up.</returns>
    public static Result<RunStage> PutUp(CameraRunRequest request, EngineContract contract)
    {
        if (!EngineFolder.Make(request.OutputRoot, request.Camera).TryGet(out var folder, out var failure))
        {
            return failure;
        }

        var stage = new RunStage(folder, Path.Combine(folder, "raw"));
        try
        {
            Directory.CreateDirectory(ProductPaths.ExposureFolder(request.OutputRoot, request.Night, request.Exposure));
            Directory.CreateDirectory(Path.GetDirectoryName(PreprocessedFibermap(request))!);

            // An earlier run's document in the same folder must not pass for this one's.
            File.Delete(ProductPaths.MergedQa(request.OutputRoot, request.Night, request.Exposure, request.Camera));
            Link(ProductPaths.RawExposure(stage.RawRoot, request.Night, request.Exposure), request.RawFile);
            if (request.FibermapFile is { } fibermap)
            {
                Link(
                    contract == EngineContract.Desispec027
                        ? ProductPaths.Fibermap(stage.RawRoot, request.Night, request.Exposure)
                        : PreprocessedFibermap(request),
                    fibermap
                );
            }

            return stage;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"what the engine needs cannot be put up: {problem.Message}", request.OutputRoot, FailureKind.Transient);
        }
    }

    /// <summary>Takes down what is of no use after the run. The link to the fibermap among the products stays.</summary>
    public Result<Done> TakeDown() => EngineFolder.Remove(Folder);

    private static string PreprocessedFibermap(CameraRunRequest request) =>
        Path.Combine(
            request.OutputRoot,
            "preproc",
            request.Night.ToString(),
            request.Exposure.ToString(),
            $"fibermap-{request.Exposure}.fits"
        );

    private static void Link(string link, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        if (new FileInfo(link).LinkTarget != target)
        {
            // Another camera of the same production root may make it at the same time: made beside and renamed, it is there for both.
            var temporary = $"{link}.{Path.GetRandomFileName()}.tmp";
            File.CreateSymbolicLink(temporary, target);
            File.Move(temporary, link, overwrite: true);
        }
    }
}
