using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Reduction.Traces;

/// <summary>Traces that were moved after the image, and by what.</summary>
/// <param name="Traces">The moved traces.</param>
/// <param name="Across">Shift across the dispersion over the CCD, pixels; null when nothing was measured.</param>
/// <param name="Along">Shift along the dispersion over the CCD, pixels, relative to its median; null when nothing was measured.</param>
public sealed record FlexedTraces(TraceSet Traces, PolynomialSurface? Across, PolynomialSurface? Along);
