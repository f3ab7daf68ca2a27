using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation;

/// <summary>A fault that is put into an exposure on purpose.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Camera">Where, for faults of one camera (or, of a petal's camera, of that petal); null for where the kind strikes by default.</param>
/// <param name="Amount">How much, in the unit of the kind; null for the kind's default.</param>
public sealed record SeededFault(FaultKind Kind, CameraId? Camera = null, double? Amount = null);
