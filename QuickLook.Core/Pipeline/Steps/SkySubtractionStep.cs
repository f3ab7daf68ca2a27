using System.Text.Json.Nodes;
using QuickLook.Core.Reduction.Sky;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>Subtracts the median sky of the sky fibers (pipeline.md 3.8).</summary>
internal sealed class SkySubtractionStep : IRecipeStep
{
    public string Name => "SkySub_QP";

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

        bench.Evidence.Sky = SkySubtraction.Apply(spectra, bench.Evidence.Fibers!.Sky, note => bench.Log(Name, note), cancellationToken);
        bench.Evidence.Renew(spectra);
        return Done.Value;
    }
}
