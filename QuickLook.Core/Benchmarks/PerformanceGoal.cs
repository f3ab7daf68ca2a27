using QuickLook.Core.Instrument;

namespace QuickLook.Core.Benchmarks;

/// <summary>What was promised, for the full size on a machine of two processors. Goals are in processor seconds of a warm process unless said otherwise.</summary>
public static class PerformanceGoal
{
    /// <summary>Decoding the raw pixels of a full-size camera, processor seconds: the floor under everything else.</summary>
    public const double DecodeCpuSeconds = 0.1;

    /// <summary>A whole exposure of 30 cameras on two workers, seconds on the clock, process start included.</summary>
    public const double ExposureWallSeconds = 22;

    /// <summary>Most resident memory of that process, MiB.</summary>
    public const double ExposurePeakMiB = 1536;

    /// <summary>From the start of that process to its first verdict, seconds on the clock.</summary>
    public const double FirstStatusSeconds = 1;

    /// <summary>From asking for the raw image of a camera to its first picture, seconds on the clock; preprocessing comes on top for the other image.</summary>
    public const double FirstPictureSeconds = 1;

    /// <summary>One tile of an image in memory, seconds on the clock.</summary>
    public const double TileSeconds = 0.1;

    /// <summary>Most processor time of one camera from opening to merged document; null for a flavor without a goal.</summary>
    /// <param name="flavor">The flavor.</param>
    public static double? CameraCpuSeconds(Flavor flavor) =>
        flavor switch
        {
            Flavor.Science or Flavor.Flat => 1.2,
            Flavor.Arc => 1.5,
            Flavor.Zero => 0.3,
            _ => null,
        };
}
