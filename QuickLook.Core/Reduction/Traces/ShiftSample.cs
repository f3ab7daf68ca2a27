namespace QuickLook.Core.Reduction.Traces;

/// <summary>One measurement of how far the image stands from the calibration traces.</summary>
/// <param name="Fiber">Row of the trace set.</param>
/// <param name="X">Where it was measured, pixels.</param>
/// <param name="Y">Where it was measured, pixels.</param>
/// <param name="Wavelength">Wavelength there, Angstrom.</param>
/// <param name="Shift">Image minus traces, pixels.</param>
/// <param name="Error">One sigma, pixels.</param>
public readonly record struct ShiftSample(int Fiber, double X, double Y, double Wavelength, double Shift, double Error);
