using QuickLook.Core.Instrument;
using QuickLook.Core.Storage.Exposures;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Orchestration.Discovery;

/// <summary>What the table knows of files on disk, in memory, so that a sweep asks no database. Used by one thread.</summary>
internal sealed class KnownFiles
{
    private readonly Dictionary<ExposureId, RawFileStamp> byExposure = [];
    private readonly HashSet<ExposureId> broken = [];
    private readonly Dictionary<string, (long Bytes, DateTimeOffset ModifiedAt)> ignored = new(StringComparer.Ordinal);

    /// <summary>Takes all exposures of the table.</summary>
    public void Load(IEnumerable<KnownExposure> exposures)
    {
        foreach (var exposure in exposures)
        {
            Settle(exposure.Exposure, exposure.File, exposure.Arrival == ArrivalState.Broken);
        }
    }

    /// <summary>The registered file of an exposure; null when it is new.</summary>
    public RawFileStamp? Find(ExposureId exposure) => byExposure.GetValueOrDefault(exposure);

    /// <summary>True when this very file needs no further look.</summary>
    public bool IsSettled(RawFileStamp file, ExposureId exposure) =>
        Find(exposure) == file || (ignored.TryGetValue(file.Path, out var seen) && seen == (file.Bytes, file.ModifiedAt));

    /// <summary>True when the file could not be used; what was wrong may have been its permissions or the disk.</summary>
    public bool IsBroken(ExposureId exposure) => broken.Contains(exposure);

    /// <summary>The file is registered.</summary>
    public void Settle(ExposureId exposure, RawFileStamp file, bool isBroken)
    {
        byExposure[exposure] = file;
        if (isBroken)
        {
            broken.Add(exposure);
        }
        else
        {
            broken.Remove(exposure);
        }
    }

    /// <summary>The file is a duplicate; it is not looked at again until it changes.</summary>
    public void Ignore(RawFileStamp file) => ignored[file.Path] = (file.Bytes, file.ModifiedAt);
}
