using QuickLook.Core.Results;

namespace QuickLook.Core.Fits;

/// <summary>What is in a FITS file and whether it is sound: the first thing to look at when a file is suspect.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size; of a gzip file the inflated one.</param>
/// <param name="Hdus">One entry per HDU.</param>
/// <param name="Damage">Where and why the file does not end at the end of its last HDU; null when it does.</param>
public sealed record FitsInspection(string Path, long Bytes, IReadOnlyList<FitsHduSummary> Hdus, string? Damage)
{
    /// <summary>True when nothing is wrong: no damage, no failing HDU, no damaged card, no invalid checksum.</summary>
    public bool IsSound =>
        Damage is null
        && Hdus.All(hdu =>
            hdu.Failure is null
            && hdu.DamagedCards.Count == 0
            && hdu.Checksum != FitsChecksumState.Invalid
            && hdu.Datasum != FitsChecksumState.Invalid
        );

    /// <summary>Reads every HDU of a file, pixels included.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">Bounds; null takes <see cref="FitsLimits.Default"/>.</param>
    /// <returns>The inspection, in which a broken HDU has its own failure; a failure when not even the first header can be read.</returns>
    public static Result<FitsInspection> Of(string path, FitsLimits? limits = null)
    {
        if (!FitsFile.Open(path, limits).TryGet(out var file, out var failure))
        {
            return failure;
        }

        using (file)
        {
            return new FitsInspection(path, file.Length, [.. file.Hdus.Select(FitsHduSummary.Of)], file.Damage?.ToString());
        }
    }
}
