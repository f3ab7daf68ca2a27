namespace QuickLook.Core.Simulation.Light;

/// <summary>An emission line.</summary>
/// <param name="Wavelength">In vacuum, Angstrom.</param>
/// <param name="Rate">Electrons per second that a usual fiber brings to the CCD.</param>
internal readonly record struct SpectralLine(double Wavelength, double Rate);
