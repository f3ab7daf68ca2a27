using System.Text.Json.Nodes;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Reduction;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>From the raw camera to the image in electrons (pipeline.md 3.2).</summary>
internal sealed class PreprocStep : IRecipeStep
{
    public string Name => "Preproc";

    public Result<Done> Run(
        Workbench bench,
        IReadOnlyDictionary<string, JsonNode> parameters,
        JsonObject metrics,
        CancellationToken cancellationToken
    )
    {
        var raw = bench.Raw;
        var image = CalibrationLookup
            .Find(bench.Request.CalibrationRoot, raw.Camera, raw.Identity, bench.Metadata)
            .Then(calibration =>
                Preprocessor.Run(
                    raw,
                    bench.Metadata,
                    calibration,
                    PreprocessingOptions.QuickLook,
                    note => Log(bench, note),
                    cancellationToken
                )
            );
        bench.ReleaseRaw();
        if (!image.TryGet(out var made, out var failure))
        {
            return failure;
        }

        bench.Evidence.Image = made;
        return Done.Value;
    }

    /// <summary>A note never stands as an error in the log: there, error means that a step or the run has failed.</summary>
    private void Log(Workbench bench, ReductionNote note) =>
        bench.Reporter.Log(Name, note.Severity == NoteSeverity.Info ? RunLogLevel.Info : RunLogLevel.Warning, note.Text);
}
