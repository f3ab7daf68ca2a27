using QuickLook.Core.Instrument;

namespace QuickLook.Core.Reduction.ArcLines;

/// <summary>
/// Lines of the mercury, cadmium, argon and neon lamps that are bright and alone enough to be measured, by arm (pipeline.md 3.5). Vacuum wavelengths,
/// Angstrom, ascending.
/// </summary>
public static class LampLines
{
    private static readonly double[] Blue =
    [
        3611.5375,
        3651.198,
        3655.883,
        3664.327,
        4047.708,
        4078.988,
        4359.56,
        4679.4587,
        4801.254,
        5087.2393,
        5462.268,
        5771.21,
        5792.276,
        5854.1101,
        5874.4552,
        5883.5252,
        5946.481,
    ];

    private static readonly double[] Red =
    [
        5771.21,
        5792.276,
        5854.1101,
        5874.4552,
        5883.5252,
        5946.481,
        5967.1235,
        6031.6666,
        6097.8506,
        6404.018,
        6440.249,
        6680.1205,
        6931.3787,
        7034.352,
        7175.9154,
        7247.1631,
        7386.014,
        7440.9469,
        7490.9335,
        7537.8488,
        7637.208,
        7725.887,
    ];

    private static readonly double[] Infrared =
    [
        7440.9469,
        7490.9335,
        7537.8488,
        7637.208,
        7725.887,
        7945.3654,
        8138.6432,
        8497.6932,
        8593.6184,
        8786.166,
        9125.471,
        9151.1829,
        9204.2841,
        9227.03,
        9427.9655,
        9536.7793,
        9660.435,
        9668.0709,
        9787.186,
    ];

    /// <summary>The lines of an arm.</summary>
    /// <param name="arm">The arm.</param>
    public static ReadOnlySpan<double> Of(Arm arm) =>
        arm switch
        {
            Arm.B => Blue,
            Arm.R => Red,
            _ => Infrared,
        };
}
