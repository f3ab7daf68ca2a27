using QuickLook.Core.Fits.Compression;
using QuickLook.Core.Fits.Headers;
using QuickLook.Core.Fits.Sources;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits;

/// <summary>Walks from header to header without touching data.</summary>
internal static class HduDirectory
{
    /// <summary>What was found.</summary>
    /// <param name="Hdus">HDUs with a complete header.</param>
    /// <param name="Damage">Where and why the walk ended before the end of the file, or beyond it; null when the file ends at an HDU boundary.</param>
    public sealed record Listing(IReadOnlyList<FitsHdu> Hdus, Failure? Damage);

    /// <summary>Lists the HDUs of a file.</summary>
    /// <param name="source">The file's bytes.</param>
    /// <param name="fileName">File name without folder, as failures name it.</param>
    /// <param name="limits">Bounds.</param>
    /// <returns>The listing; a failure when not even the first header can be read.</returns>
    public static Result<Listing> Read(ByteSource source, string fileName, FitsLimits limits)
    {
        var hdus = new List<FitsHdu>();
        Failure? damage = null;
        for (long offset = 0; offset < source.Length && damage is null; )
        {
            damage = ReadNext(source, fileName, limits, hdus, offset);
            if (damage is null)
            {
                var hdu = hdus[^1];
                offset = hdu.DataOffset + hdu.Layout.PaddedBytes;
                damage = Shortfall(hdu, source, offset);
            }
        }

        damage ??= hdus.Count == 0 ? new Failure("The file is empty", fileName, FailureKind.Unfinished) : source.Damage?.In(fileName);
        return hdus.Count == 0 ? damage! : new Listing(hdus, damage);
    }

    private static Failure? ReadNext(ByteSource source, string fileName, FitsLimits limits, List<FitsHdu> hdus, long offset)
    {
        var index = hdus.Count;
        var place = $"{fileName}, HDU {index}";
        if (index >= limits.MaximumHdus)
        {
            return new Failure($"The file has more than {limits.MaximumHdus} HDUs", $"{place}, byte {offset}");
        }

        if (BeginsNoHdu(source, index, offset) is { } nothing)
        {
            return nothing.In(place);
        }

        if (!HeaderReader.Read(source, offset, limits).TryGet(out var read, out var failure))
        {
            return (source.Damage ?? failure).In(place);
        }

        var name = new FitsHeader(read.Cards).GetString("EXTNAME").Or(string.Empty).Trim();
        var address = name.Length == 0 ? $"HDU {index}" : $"HDU {index} ({name})";
        var stored = new FitsHeader(read.Cards, address);
        if (!HduLayout.Of(stored).TryGet(out var layout, out failure))
        {
            return failure.In($"{place}, byte {offset}");
        }

        hdus.Add(new FitsHdu(source, limits, fileName, index, name, stored, layout, offset, read.End));
        return null;
    }

    private static Failure? BeginsNoHdu(ByteSource source, int index, long offset)
    {
        Span<byte> start = stackalloc byte[9];
        var length = (int)Math.Min(start.Length, source.Length - offset);
        if (source.Read(offset, start[..length]) is { } failure)
        {
            return failure;
        }

        var begins = index == 0 ? start.StartsWith("SIMPLE  ="u8) : start.StartsWith("XTENSION="u8);
        return begins ? null
            : index == 0 ? new Failure("This is not a FITS file: it does not begin with SIMPLE", "byte 0")
            : new Failure("What follows the last HDU is no extension", $"byte {offset}", FailureKind.Unfinished);
    }

    private static Failure? Shortfall(FitsHdu hdu, ByteSource source, long end)
    {
        if (end <= source.Length)
        {
            return null;
        }

        var missing = hdu.DataOffset + hdu.Layout.DataBytes - source.Length;
        var reason =
            missing > 0 ? $"The file ends {missing} bytes before the end of the data" : "The file ends within the padding after the data";
        return source.Damage?.In(hdu.Place) ?? new Failure(reason, $"{hdu.Place}, byte {source.Length}", FailureKind.Unfinished);
    }
}
