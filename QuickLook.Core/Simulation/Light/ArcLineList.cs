namespace QuickLook.Core.Simulation.Light;

/// <summary>Lines of the arc lamps. Wavelengths in vacuum are facts of nature; the strengths are ours, in electrons per second of a usual fiber.</summary>
internal static class ArcLineList
{
    private static readonly SpectralLine[] Mercury =
    [
        new(3651.198, 540),
        new(3655.883, 180),
        new(3664.327, 210),
        new(4047.708, 480),
        new(4078.988, 252),
        new(4359.56, 660),
        new(5462.268, 720),
        new(5771.21, 390),
        new(5792.276, 390),
    ];
    private static readonly SpectralLine[] Cadmium =
    [
        new(3611.5375, 300),
        new(4679.4587, 420),
        new(4801.254, 510),
        new(5087.2393, 570),
        new(6440.249, 540),
    ];
    private static readonly SpectralLine[] Argon =
    [
        new(7386.014, 252),
        new(7637.208, 660),
        new(7725.887, 420),
        new(7950.362, 300),
        new(8105.921, 300),
        new(8266.794, 288),
        new(8410.521, 420),
        new(8523.783, 252),
        new(9125.471, 600),
        new(9227.03, 288),
        new(9660.435, 336),
        new(9787.186, 252),
    ];
    private static readonly SpectralLine[] Neon =
    [
        new(5854.1101, 480),
        new(5883.5252, 300),
        new(5946.481, 336),
        new(5967.1235, 252),
        new(6031.6666, 312),
        new(6097.8506, 420),
        new(6144.763, 456),
        new(6404.018, 720),
        new(6508.326, 456),
        new(6680.1205, 372),
        new(6931.3787, 420),
        new(7034.352, 492),
        new(7175.9154, 252),
        new(7247.1631, 372),
        new(7440.9469, 252),
        new(7490.9335, 252),
        new(7537.8488, 276),
        new(8138.6432, 252),
        new(8302.608, 372),
        new(8379.909, 456),
        new(8497.6932, 372),
        new(8593.6184, 300),
        new(8786.166, 360),
        new(8856.298, 336),
        new(9151.1829, 372),
        new(9204.2841, 252),
        new(9427.9655, 252),
        new(9536.7793, 252),
        new(9668.0709, 288),
    ];
    private static readonly SpectralLine[] Krypton =
    [
        new(4275.171, 180),
        new(4320.782, 210),
        new(4464.942, 210),
        new(5563.766, 252),
        new(5571.834, 420),
        new(5872.541, 480),
        new(6457.9, 180),
        new(7603.638, 540),
        new(7696.658, 360),
        new(7856.984, 300),
        new(8061.721, 300),
        new(8106.594, 420),
        new(8114.88, 540),
        new(8192.309, 390),
        new(8300.389, 360),
        new(8511.211, 360),
        new(8779.161, 360),
        new(8931.145, 330),
    ];
    private static readonly SpectralLine[] Xenon =
    [
        new(4502.243, 156),
        new(4625.571, 198),
        new(4672.531, 252),
        new(4735.477, 180),
        new(4844.682, 390),
        new(4917.88, 156),
        new(7121.9, 180),
        new(7386.05, 156),
        new(7644.12, 252),
        new(8233.894, 510),
        new(8282.39, 480),
        new(8349.116, 210),
        new(8411.5, 180),
        new(8821.832, 492),
        new(8954.709, 252),
        new(9047.926, 312),
        new(9165.166, 252),
        new(9802.384, 336),
    ];

    /// <summary>The lines of a lamp, in order.</summary>
    /// <param name="lamp">The lamp.</param>
    public static ReadOnlySpan<SpectralLine> Of(ArcLamp lamp) =>
        lamp switch
        {
            ArcLamp.Mercury => Mercury,
            ArcLamp.Cadmium => Cadmium,
            ArcLamp.Argon => Argon,
            ArcLamp.Neon => Neon,
            ArcLamp.Krypton => Krypton,
            ArcLamp.Xenon => Xenon,
            _ => throw new ArgumentOutOfRangeException(nameof(lamp), lamp, "Not a lamp."),
        };
}
