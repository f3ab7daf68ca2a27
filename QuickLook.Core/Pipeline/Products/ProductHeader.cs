using System.Globalization;
using QuickLook.Core.Fits;

namespace QuickLook.Core.Pipeline.Products;

/// <summary>
/// Headers of products: what the camera's header says, what steps add, and who made the file. Keywords that describe an HDU of the raw file
/// (structure, name, inheritance, unit) do not pass on; those of the product are written with its data.
/// </summary>
internal static class ProductHeader
{
    private const int MostDependencies = 100;

    // The unit of raw pixels is not that of what is made from them. INHERIT means nothing in a header that has inherited already.
    private static readonly string[] OfTheRawHdu = ["EXTNAME", "EXTVER", "EXTLEVEL", "INHERIT", "BUNIT"];

    /// <summary>The header of a product's first HDU.</summary>
    /// <param name="camera">Header of the camera with what it inherits from the exposure, and with what earlier steps added.</param>
    /// <param name="cards">What this step adds; replaces cards with the same keyword.</param>
    public static FitsHeader Of(FitsHeader camera, params IEnumerable<FitsCard> cards) =>
        Signed(new FitsHeader(camera.Cards.Where(card => !(card.IsNamed && OfTheRawHdu.Contains(card.Keyword)))).With(cards));

    /// <summary>
    /// The header with our name and version among its DEPNAMnn / DEPVERnn pairs: in the pair that has our name, else at the first free number;
    /// other pairs stay. A header with 100 pairs of others has no room and is not signed.
    /// </summary>
    /// <param name="header">Any header.</param>
    public static FitsHeader Signed(FitsHeader header)
    {
        for (var number = 0; number < MostDependencies; number++)
        {
            var suffix = number.ToString("D2", CultureInfo.InvariantCulture);
            if (!header.Contains($"DEPNAM{suffix}") || (header.TryGet($"DEPNAM{suffix}", out string? name) && name.Trim() == ThisCode.Name))
            {
                return header.With(FitsCard.Of($"DEPNAM{suffix}", ThisCode.Name), FitsCard.Of($"DEPVER{suffix}", ThisCode.Version));
            }
        }

        return header;
    }
}
