using System.Text.Json.Nodes;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline.Products;
using QuickLook.Core.Reduction;
using QuickLook.Core.Reduction.FluxCalibration;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>
/// Turns electrons into flux (pipeline.md 3.9). Airmass, seeing and exposure time are those that were read at the start; the original preprocesses the
/// whole image a second time to get them.
/// </summary>
internal sealed class FluxCalibrationStep : IRecipeStep
{
    public string Name => "ApplyFluxCalibration";

    public Result<Done> Run(
        Workbench bench,
        IReadOnlyDictionary<string, JsonNode> parameters,
        JsonObject metrics,
        CancellationToken cancellationToken
    )
    {
        if (bench.Spectra is not { } spectra)
        {
            return Workbench.NoSpectra;
        }

        if (!bench.Calibration.ReadFluxCalibration().TryGet(out var average, out var failure))
        {
            return failure;
        }

        var exposure = bench.Metadata;
        bench.Reporter.Info($"read average calib in {average.Path}");
        Warn(bench, "AIRMASS", exposure.Airmass is null);
        Warn(bench, "SEEING", exposure.SeeingArcsec is null);
        var done = Fluxing.Apply(
            spectra,
            bench.Evidence.Sky,
            average.Calibration,
            exposure.ExposureTimeSeconds,
            exposure.Airmass,
            exposure.SeeingArcsec
        );
        if (done.Failure is { } refused)
        {
            return refused;
        }

        bench.Evidence.Renew(spectra);
        if (bench.Products.HandIn(ProductKind.CFrame, path => FrameProduct.Write(path, spectra, bench.Fibermap)) is { } written)
        {
            bench.Reporter.Info($"Wrote flux calibrated frame file {written} after {Name}");
        }

        return Done.Value;
    }

    private void Warn(Workbench bench, string keyword, bool isMissing)
    {
        if (isMissing)
        {
            bench.Log(
                Name,
                new ReductionNote(
                    NoteSeverity.Warning,
                    $"The raw header has no {keyword}; the flux is calibrated as for the calibration's own"
                )
            );
        }
    }
}
