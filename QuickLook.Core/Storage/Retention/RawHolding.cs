using QuickLook.Core.Instrument;
using QuickLook.Core.Storage.Exposures;

namespace QuickLook.Core.Storage.Retention;

/// <summary>The raw files of an exposure as the table knows them, and what was made of them.</summary>
/// <param name="ExposureRowId">Surrogate id.</param>
/// <param name="Exposure">The number.</param>
/// <param name="File">The raw file when it was registered.</param>
/// <param name="FibermapPath">Its fibermap; empty when none was registered.</param>
/// <param name="IsArriving">True while cameras may still come.</param>
/// <param name="IsInUse">True while a process of it waits or runs.</param>
/// <param name="HasSucceeded">True when a process of it succeeded.</param>
/// <param name="RemovedAt">When its raw file was removed on purpose; null otherwise.</param>
public sealed record RawHolding(
    long ExposureRowId,
    ExposureId Exposure,
    RawFileStamp File,
    string FibermapPath,
    bool IsArriving,
    bool IsInUse,
    bool HasSucceeded,
    DateTimeOffset? RemovedAt
);
