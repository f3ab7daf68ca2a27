using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Products;

/// <summary>
/// Where the steps of a run hand in their products: writes those that the flavor's mapping asks for. A product that cannot be written is a warning and
/// leaves the run partly failed; verdicts that can still be given are given.
/// </summary>
internal sealed class ProductDesk
{
    private readonly CameraRunRequest request;
    private readonly ProductChoice choice;
    private readonly RunReporter reporter;

    /// <summary>A desk for one run.</summary>
    /// <param name="request">The run.</param>
    /// <param name="choice">What its flavor writes.</param>
    /// <param name="reporter">Hears of what could not be written.</param>
    public ProductDesk(CameraRunRequest request, ProductChoice choice, RunReporter reporter)
    {
        this.request = request;
        this.choice = choice;
        this.reporter = reporter;
    }

    /// <summary>Why the first product that could not be written could not; null when all were.</summary>
    public Failure? Problem { get; private set; }

    /// <summary>Full path of a product of this run.</summary>
    public string PathOf(ProductKind kind) =>
        kind switch
        {
            ProductKind.Psf => ProductPaths.Psf(request.OutputRoot, request.Night, request.Exposure, request.Camera),
            ProductKind.FiberFlat => ProductPaths.FiberFlat(request.OutputRoot, request.Night, request.Exposure, request.Camera),
            ProductKind.CFrame => ProductPaths.CalibratedFrame(request.OutputRoot, request.Night, request.Exposure, request.Camera),
            ProductKind.Spectra => ProductPaths.Spectra(request.OutputRoot, request.Night, request.Exposure, request.Camera),
            ProductKind.Preproc => ProductPaths.Preproc(request.OutputRoot, request.Night, request.Exposure, request.Camera),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of product."),
        };

    /// <summary>Writes a product when it is asked for.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="write">Writes it to a path.</param>
    /// <returns>The path when the product was written; null when it is not asked for or could not be.</returns>
    public string? HandIn(ProductKind kind, Func<string, Result<Done>> write)
    {
        if (!choice.Writes(kind))
        {
            return null;
        }

        var path = PathOf(kind);
        if (write(path).TryGet(out _, out var failure))
        {
            return path;
        }

        Problem ??= failure;
        reporter.Log(RunReporter.QuickLook, RunLogLevel.Warning, $"The product {kind.Name()} is not written: {failure}");
        return null;
    }
}
