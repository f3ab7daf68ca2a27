namespace QuickLook.Core.Mappings;

/// <summary>Kinds of FITS files that a run can write beside its document (pipeline.md 5.1).</summary>
public enum ProductKind
{
    /// <summary>The traces that fit this exposure: <c>psf</c>.</summary>
    Psf,

    /// <summary>Flux-calibrated spectra: <c>cframe</c>.</summary>
    CFrame,

    /// <summary>The fiber flat of a flat exposure: <c>fiberflat</c>.</summary>
    FiberFlat,

    /// <summary>Compact spectra for viewers: <c>spectra</c>.</summary>
    Spectra,

    /// <summary>The preprocessed image, by far the largest: <c>preproc</c>.</summary>
    Preproc,
}

/// <summary>How kinds of products are written.</summary>
public static class ProductKinds
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<ProductKind> All { get; } = Enum.GetValues<ProductKind>();

    /// <summary>The kind as mapping files and file names write it: <c>cframe</c>.</summary>
    /// <param name="kind">The kind.</param>
    public static string Name(this ProductKind kind) =>
        kind switch
        {
            ProductKind.Psf => "psf",
            ProductKind.CFrame => "cframe",
            ProductKind.FiberFlat => "fiberflat",
            ProductKind.Spectra => "spectra",
            ProductKind.Preproc => "preproc",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of product."),
        };
}
