using QuickLook.Core.Benchmarks;
using QuickLook.Core.Instrument;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Benchmarks;

/// <summary>Golden exposures as subjects of a benchmark: small, and there without being simulated.</summary>
public static class GoldenExposure
{
    public static BenchmarkExposure Of(Flavor flavor, params string[] cameras) =>
        new()
        {
            RawRoot = GoldenSet.A.RawRoot,
            CalibrationRoot = GoldenSet.A.CalibrationRoot,
            Night = GoldenSet.A.Night,
            Exposure = new ExposureId(
                flavor switch
                {
                    Flavor.Zero => 101,
                    Flavor.Arc => 102,
                    Flavor.Flat => 103,
                    _ => 104,
                }
            ),
            Flavor = flavor,
            Cameras = [.. cameras.Select(name => CameraId.Parse(name).Value)],
        };
}
