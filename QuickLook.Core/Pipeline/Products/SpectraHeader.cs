using QuickLook.Core.Fits;
using QuickLook.Core.Formats.Spectra;

namespace QuickLook.Core.Pipeline.Products;

/// <summary>Header of the flux of a spectra product.</summary>
internal static class SpectraHeader
{
    /// <summary>The product's header with the number of spectra, the first fiber and the unit.</summary>
    /// <param name="spectra">The spectra.</param>
    /// <param name="cards">What the step adds.</param>
    public static FitsHeader Of(FiberSpectra spectra, IEnumerable<FitsCard> cards)
    {
        var header = ProductHeader
            .Of(spectra.Header, cards)
            .With(FitsCard.Of("NSPEC", spectra.Count, "number of spectra"), ProductUnits.Card(spectra.Unit));
        return spectra.Fibers.IsEmpty
            ? header
            : header.With(FitsCard.Of("FIBERMIN", spectra.Fibers.Min(fiber => fiber.Number), "lowest fiber number"));
    }
}
