using System.Globalization;
using System.Text.Json.Nodes;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline.Products;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Reduction.ArcLines;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>Measures the widths of lamp lines and their run with wavelength (pipeline.md 3.5).</summary>
internal sealed class ResolutionFitStep : IRecipeStep
{
    private const string WindowKey = "NBINS";
    private const double DefaultWindow = 5;

    private readonly LineSelection selection;

    /// <summary>A step that looks for these lines.</summary>
    public ResolutionFitStep(LineSelection selection) => this.selection = selection;

    public string Name => "ResolutionFit";

    public Result<Done> Run(
        Workbench bench,
        IReadOnlyDictionary<string, JsonNode> parameters,
        JsonObject metrics,
        CancellationToken cancellationToken
    )
    {
        var evidence = bench.Evidence;
        if (bench.Spectra is not { } spectra || evidence.Traces is not { } traces)
        {
            return Workbench.NoSpectra;
        }

        if (!TestParameters.Number(parameters, WindowKey, DefaultWindow).TryGet(out var window, out var failure))
        {
            return failure;
        }

        var lines = LampLines.Of(spectra.Camera.Arm).ToArray().Select(line => line.ToString(CultureInfo.InvariantCulture));
        bench.Reporter.Info($"No line list configured. Fitting for lines [{string.Join(", ", lines)}]");
        if (
            !ArcLineFitter
                .Fit(spectra, traces, (int)Math.Clamp(window, 0, 1000), selection, cancellationToken)
                .TryGet(out var fit, out failure)
        )
        {
            return failure;
        }

        evidence.ArcLines = fit;
        evidence.Traces = fit.Traces;
        bench.Products.HandIn(ProductKind.Psf, path => PsfProduct.WriteTraces(path, fit.Traces));
        return Done.Value;
    }
}
