namespace QuickLook.Core.Simulation;

/// <summary>What was written of a simulated exposure.</summary>
/// <param name="RawFile">Full path of <c>desi-EXPID8.fits.fz</c>.</param>
/// <param name="FibermapFile">Full path of <c>fibermap-EXPID8.fits</c>; null when there is none, as for zeros and darks.</param>
/// <param name="TruthFile">Full path of <c>truth-EXPID8.json</c>: what was put in.</param>
/// <param name="RawBytes">Size of the raw file.</param>
public sealed record SimulatedExposureFiles(string RawFile, string? FibermapFile, string TruthFile, long RawBytes);
