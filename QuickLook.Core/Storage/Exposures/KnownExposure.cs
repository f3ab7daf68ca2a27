using QuickLook.Core.Instrument;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Exposures;

/// <summary>An exposure in the table, as reconciling it with the disk needs it.</summary>
/// <param name="Exposure">The number.</param>
/// <param name="File">The file as it was when it was registered.</param>
/// <param name="Arrival">How far it was.</param>
public sealed record KnownExposure(ExposureId Exposure, RawFileStamp File, ArrivalState Arrival);
