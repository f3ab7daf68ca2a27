using System.Text.Json.Nodes;
using QuickLook.Core.Reduction.FiberFlats;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>Divides spectra by the calibration's fiber flat (pipeline.md 3.7).</summary>
internal sealed class ApplyFiberFlatStep : IRecipeStep
{
    public string Name => "ApplyFiberFlat_QP";

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

        if (!bench.Calibration.LoadFiberFlat().TryGet(out var flat, out var failure))
        {
            return failure;
        }

        FiberFlatDivision.Apply(spectra, flat, note => bench.Log(Name, note));
        bench.Evidence.Renew(spectra);
        return Done.Value;
    }
}
