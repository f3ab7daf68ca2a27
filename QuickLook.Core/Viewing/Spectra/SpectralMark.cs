namespace QuickLook.Core.Viewing.Spectra;

/// <summary>A place to know in a spectrum.</summary>
/// <param name="WavelengthAngstrom">Vacuum wavelength.</param>
/// <param name="Label">What it is: <c>[O I]</c>, <c>OH</c>, <c>lamp</c>, <c>peak</c>.</param>
public readonly record struct SpectralMark(double WavelengthAngstrom, string Label);
