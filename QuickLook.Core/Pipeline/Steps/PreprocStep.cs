using System.Text.Json.Nodes;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline.Products;
using QuickLook.Core.Reduction;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>
/// From the raw camera to the image in electrons (pipeline.md 3.2). Exposures with fibers also get their traces here, because the widths of lines are
/// measured on the image.
/// </summary>
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
        var image = bench.Calibration.Record.Then(calibration =>
            Preprocessor.Run(
                raw,
                bench.Metadata,
                calibration,
                PreprocessingOptions.QuickLook,
                note => bench.Log(Name, note),
                cancellationToken
            )
        );
        bench.ReleaseRaw();
        if (!image.TryGet(out var made, out var failure))
        {
            return failure;
        }

        bench.Evidence.Image = made;
        bench.Products.HandIn(ProductKind.Preproc, path => PreprocProduct.Write(path, made, bench.Raw.Header));
        if (bench.Request.Flavor is Flavor.Science or Flavor.Arc or Flavor.Flat)
        {
            FindFibers(bench);
        }

        return Done.Value;
    }

    /// <summary>Traces that cannot be read are a warning here, since the CCD can be judged without; the step that needs them fails.</summary>
    private void FindFibers(Workbench bench)
    {
        if (!bench.Calibration.ReadTraces().TryGet(out var traces, out var failure))
        {
            bench.Log(Name, new ReductionNote(NoteSeverity.Warning, $"There are no traces of fibers: {failure}"));
            return;
        }

        var petal = bench.Request.Camera.Spectrograph;
        bench.Evidence.CalibrationTraces = traces;
        bench.Evidence.Fibers = PetalFibers.Join(petal, traces.FiberCount, bench.Fibermap, bench.Defects.BrokenFibers);
        var beyond = bench.Fibermap?.OfPetal(petal).Count(row => row.Fiber.LocalIndex >= traces.FiberCount) ?? 0;
        if (beyond > 0)
        {
            bench.Log(
                Name,
                new ReductionNote(
                    NoteSeverity.Warning,
                    $"The calibration has traces of {traces.FiberCount} fibers; {beyond} fibers of the fibermap have none and are not extracted"
                )
            );
        }

        if (bench.Evidence.Image is { } image && traces.CcdRows != image.Height)
        {
            bench.Log(
                Name,
                new ReductionNote(
                    NoteSeverity.Warning,
                    $"The calibration's traces are for a CCD of {traces.CcdRows} rows, this one has {image.Height}; is it the right calibration?"
                )
            );
        }

        var unknown = bench.Evidence.Fibers.Rows.Count(row => row is null);
        if (bench.Fibermap is not null && unknown > 0)
        {
            bench.Log(
                Name,
                new ReductionNote(NoteSeverity.Warning, $"The fibermap lacks {unknown} of the {traces.FiberCount} fibers that have traces")
            );
        }
    }
}
