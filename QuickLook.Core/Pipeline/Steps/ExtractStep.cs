using System.Text.Json.Nodes;
using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Reduction.Extraction;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>
/// Sums the light of each fiber row by row (pipeline.md 3.4). The parameter <c>wavelength</c> (first, last, step by arm) only goes into the header, as
/// in the original: spectra stay on the rows of the CCD.
/// </summary>
internal sealed class ExtractStep : IRecipeStep
{
    private const string WavelengthKey = "wavelength";
    private const string WidthKey = "FullWidth";

    public string Name => "Extract_QP";

    public Result<Done> Run(
        Workbench bench,
        IReadOnlyDictionary<string, JsonNode> parameters,
        JsonObject metrics,
        CancellationToken cancellationToken
    )
    {
        var evidence = bench.Evidence;
        if (evidence.Image is not { } image || (evidence.Traces ?? evidence.CalibrationTraces) is not { } traces)
        {
            return new Failure("there is no image or there are no traces; the recipe needs the steps Preproc and Flexure before this one");
        }

        if (!TestParameters.Number(parameters, WidthKey, BoxcarExtraction.DefaultWidth).TryGet(out var width, out var failure))
        {
            return failure;
        }

        var extracted = BoxcarExtraction.Extract(
            image,
            traces,
            evidence.Fibers!.Numbers,
            bench.ProductHeader.With(Cards(bench, parameters)),
            width == Math.Truncate(width) && Math.Abs(width) < 1000 ? (int)width : 0,
            cancellationToken
        );
        if (!extracted.TryGet(out var spectra, out failure))
        {
            return failure;
        }

        evidence.Renew(spectra);
        return Done.Value;
    }

    private static IEnumerable<FitsCard> Cards(Workbench bench, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        var fibers = bench.Evidence.Fibers!.Numbers;
        yield return FitsCard.Of("NSPEC", fibers.Length, "number of spectra");
        yield return FitsCard.Of("FIBERMIN", fibers[0].Number, "lowest fiber");
        var arm = bench.Request.Camera.Arm.Letter().ToString();
        if (
            parameters.TryGetValue(WavelengthKey, out var node)
            && node is JsonObject byArm
            && byArm[arm] is JsonArray { Count: 3 } range
            && range.All(value => value is JsonValue number && number.TryGetValue(out double _))
        )
        {
            yield return FitsCard.Of("WAVEMIN", range[0]!.GetValue<double>(), "Angstrom, nominal");
            yield return FitsCard.Of("WAVEMAX", range[1]!.GetValue<double>(), "Angstrom, nominal");
            yield return FitsCard.Of("WAVESTEP", range[2]!.GetValue<double>(), "Angstrom, nominal");
        }
    }
}
