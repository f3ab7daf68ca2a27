using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation.Light;

/// <summary>
/// Emission lines of the night sky: the auroral lines of N2+ and oxygen, sodium, and some of the hydroxyl bands. Wavelengths are rounded, strengths are
/// chosen by us; lines are left out where they would blend with their neighbours on a CCD of short dispersion.
/// </summary>
internal static class SkyLineList
{
    private static readonly SpectralLine[] Blue =
    [
        new(3914.4, 26),
        new(4047.7, 2),
        new(4359.6, 4),
        new(5199.4, 3),
        new(5462.3, 3.5),
        new(5578.9, 29),
        new(5894.6, 7),
        new(5934, 2),
    ];
    private static readonly SpectralLine[] Red =
    [
        new(5894.6, 8),
        new(5934, 2),
        new(6258, 3),
        new(6301.9, 26.5),
        new(6365.5, 7),
        new(6500.5, 2.5),
        new(6865.5, 5),
        new(6925, 5),
        new(7246, 4),
        new(7278.5, 7),
        new(7342.8, 21.5),
        new(7404, 4),
        new(7716, 4),
    ];
    private static readonly SpectralLine[] NearInfrared =
    [
        new(7716, 3),
        new(7752.5, 4.2),
        new(7823.5, 4.8),
        new(7966.5, 6),
        new(8027.5, 4.2),
        new(8401.5, 6),
        new(8432.4, 27),
        new(8467.5, 4.8),
        new(8829.5, 6.6),
        new(8922, 5.4),
        new(9325, 4.2),
        new(9378.5, 27),
        new(9479.5, 3.6),
        new(9722, 3.6),
        new(9792.5, 4.8),
    ];

    /// <summary>The lines of an arm, in order.</summary>
    /// <param name="arm">The arm.</param>
    public static ReadOnlySpan<SpectralLine> Of(Arm arm) =>
        arm switch
        {
            Arm.B => Blue,
            Arm.R => Red,
            _ => NearInfrared,
        };
}
