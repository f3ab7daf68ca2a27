using System.Globalization;
using System.Text;
using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Demo;

/// <summary>Gives an exposure another number: the value of EXPID in every header, each in its own place, nothing else.</summary>
internal static class ExposureNumber
{
    private const int CardBytes = 80;
    private static readonly byte[] Keyword = Encoding.ASCII.GetBytes("EXPID   = ");

    /// <summary>Replaces the number.</summary>
    /// <param name="path">The file, which is only read: its headers are where the content's are.</param>
    /// <param name="content">Content of the file; changed in place.</param>
    /// <param name="number">The new number.</param>
    /// <returns>Null, or why the file cannot be renumbered; then the content is not to be used.</returns>
    public static Failure? Replace(string path, Span<byte> content, ExposureId number)
    {
        if (!FitsFile.Open(path).TryGet(out var file, out var failure))
        {
            return failure;
        }

        using (file)
        {
            if (file.Damage is not null || file.Length != content.Length)
            {
                return file.Damage ?? new Failure("the file is compressed as a whole, or changed meanwhile", path);
            }

            foreach (var hdu in file.Hdus)
            {
                if (hdu.StoredHeader.Contains("CHECKSUM"))
                {
                    return new Failure("the header carries a checksum, which a new number would make wrong", $"{path}, {hdu.Address}");
                }

                Replace(content[(int)hdu.HeaderOffset..(int)hdu.DataOffset], number);
            }
        }

        return null;
    }

    private static void Replace(Span<byte> header, ExposureId number)
    {
        // Fixed format of an integer (FITS 4.0 section 4.2.3): right-justified, the last digit in column 30.
        var value = Encoding.ASCII.GetBytes(number.Number.ToString(CultureInfo.InvariantCulture).PadLeft(20));
        for (var card = 0; card + CardBytes <= header.Length; card += CardBytes)
        {
            if (header.Slice(card, Keyword.Length).SequenceEqual(Keyword))
            {
                value.CopyTo(header[(card + Keyword.Length)..]);
            }
        }
    }
}
