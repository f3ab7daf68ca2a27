using System.Text;
using QuickLook.Core.Fits;

namespace QuickLook.Tests.Core.Fits;

/// <summary>FITS files written by hand, card by card, for what no writer would write.</summary>
internal static class FitsBytes
{
    private const int Block = 2880;

    /// <summary>An HDU of the given cards (END is added) and data, both padded to whole blocks.</summary>
    public static byte[] Hdu(IEnumerable<string> cards, byte[]? data = null)
    {
        var text = string.Concat(cards.Append("END").Select(card => card.PadRight(80)[..80]));
        var header = Encoding.Latin1.GetBytes(text.PadRight(Padded(text.Length)));
        return [.. header, .. data ?? [], .. new byte[Padded(data?.Length ?? 0) - (data?.Length ?? 0)]];
    }

    /// <summary>The header that a reader sees in a file whose primary header has these cards.</summary>
    public static FitsHeader Header(string folder, params string[] cards)
    {
        using var file = FitsFile.Open(Save(folder, Hdu(["SIMPLE  =                    T", "BITPIX  = 8", "NAXIS   = 0", .. cards]))).Value;
        return file.Hdus[0].Header;
    }

    public static string Save(string folder, params byte[][] hdus)
    {
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.fits");
        File.WriteAllBytes(path, [.. hdus.SelectMany(hdu => hdu)]);
        return path;
    }

    private static int Padded(int length) => (length + Block - 1) / Block * Block;
}
