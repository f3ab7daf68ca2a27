using System.Collections.Immutable;

namespace QuickLook.Core.Reduction.Traces;

/// <summary>
/// All measurements of one image against one trace set (pipeline.md 3.3.1 and 3.3.2), made once for the flexure and for the test that judges it.
/// </summary>
/// <param name="Across">Shifts across the dispersion, dx; those that survived the clipping.</param>
/// <param name="Along">Shifts along the dispersion, dy; no median subtracted.</param>
public sealed record TraceShifts(ImmutableArray<ShiftSample> Across, ImmutableArray<ShiftSample> Along);
