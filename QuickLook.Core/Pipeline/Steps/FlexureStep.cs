using System.Text.Json.Nodes;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline.Products;
using QuickLook.Core.Reduction.Extraction;
using QuickLook.Core.Reduction.Traces;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>Measures how the image has moved against the calibration's traces and moves the traces after it (pipeline.md 3.3).</summary>
internal sealed class FlexureStep : IRecipeStep
{
    public string Name => "Flexure";

    public Result<Done> Run(
        Workbench bench,
        IReadOnlyDictionary<string, JsonNode> parameters,
        JsonObject metrics,
        CancellationToken cancellationToken
    )
    {
        var evidence = bench.Evidence;
        if (evidence.Image is not { } image)
        {
            return new Failure("there is no preprocessed image; the recipe needs the step Preproc before this one");
        }

        if (evidence.CalibrationTraces is not { } traces)
        {
            return bench.Calibration.ReadTraces().Failure
                ?? new Failure("the traces of the fibers were not read; the step Preproc does that");
        }

        // Widths along the dispersion are of no use here.
        var extracted = BoxcarExtraction.Extract(
            image,
            traces with
            {
                YSigma = null,
            },
            evidence.Fibers!.Numbers,
            bench.ProductHeader,
            BoxcarExtraction.DefaultWidth,
            cancellationToken
        );
        if (!extracted.TryGet(out var spectra, out var failure))
        {
            return failure;
        }

        using (spectra)
        {
            evidence.Shifts = Flexure.Measure(image, traces, spectra, cancellationToken);
        }

        if (!Flexure.Adjust(traces, evidence.Shifts, image.Width, note => bench.Log(Name, note)).TryGet(out var flexed, out failure))
        {
            return failure;
        }

        evidence.Traces = flexed.Traces;
        if (bench.Calibration.PathOf(CalibrationFiles.TracesKey).TryGet(out var calibration, out _))
        {
            bench.Products.HandIn(ProductKind.Psf, path => PsfProduct.WriteMoved(path, calibration, traces, flexed.Traces));
        }

        return Done.Value;
    }
}
