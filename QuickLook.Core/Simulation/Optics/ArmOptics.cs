using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation.Optics;

/// <summary>What the three arms differ in. Wavelengths are in vacuum, Angstrom.</summary>
/// <param name="WaveMin">Lower end of the traces; it lies a little outside of the CCD.</param>
/// <param name="WaveMax">Upper end of the traces; it lies a little outside of the CCD.</param>
/// <param name="SigmaX">Width across the dispersion in the middle of the CCD, pixels.</param>
/// <param name="SigmaY">Width along the dispersion in the middle of the CCD, rows.</param>
internal sealed record ArmOptics(double WaveMin, double WaveMax, double SigmaX, double SigmaY)
{
    private static readonly ArmOptics Blue = new(3540, 6015, 1.08, 1.16);
    private static readonly ArmOptics Red = new(5593, 7782, 1.07, 1.12);
    private static readonly ArmOptics NearInfrared = new(7410, 9870, 1.09, 1.13);

    /// <summary>Angstrom between the ends.</summary>
    public double Range => WaveMax - WaveMin;

    /// <summary>The optics of an arm.</summary>
    /// <param name="arm">The arm.</param>
    public static ArmOptics Of(Arm arm) =>
        arm switch
        {
            Arm.B => Blue,
            Arm.R => Red,
            _ => NearInfrared,
        };
}
