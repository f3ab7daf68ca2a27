namespace QuickLook.Core.Numerics;

/// <summary>How far a spectrum lies from its reference (pipeline.md A.9).</summary>
/// <param name="Shift">
/// Displacement that brings the spectrum onto the reference, in the unit of the wavelengths: a spectrum displaced by +s gives -s.
/// </param>
/// <param name="Error">One standard deviation; 100 when nothing could be measured.</param>
public readonly record struct ShiftEstimate(double Shift, double Error)
{
    /// <summary>Nothing could be measured: no minimum inside the range, or too few points.</summary>
    public static ShiftEstimate None { get; } = new(0, 100);
}
