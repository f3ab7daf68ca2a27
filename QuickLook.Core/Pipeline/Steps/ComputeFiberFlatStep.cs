using System.Text.Json.Nodes;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline.Products;
using QuickLook.Core.Reduction.FiberFlats;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>Makes a fiber flat of a flat-field exposure (pipeline.md 3.6).</summary>
internal sealed class ComputeFiberFlatStep : IRecipeStep
{
    public string Name => "ComputeFiberflat_QP";

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

        var flat = FiberFlatFit.Fit(spectra, note => bench.Log(Name, note), cancellationToken);
        bench.Evidence.FiberFlat = flat;
        var written = bench.Products.HandIn(
            ProductKind.FiberFlat,
            path => FiberFlatProduct.Write(path, flat, spectra.Header, bench.Fibermap)
        );
        if (written is not null)
        {
            bench.Reporter.Info($"Wrote fiberflat file {written}");
        }

        return Done.Value;
    }
}
