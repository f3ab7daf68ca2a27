using System.Collections.Immutable;
using QuickLook.Core.Benchmarks;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;
using QuickLook.Tests.Golden;
using QuickLook.Tests.Web.Live;

namespace QuickLook.Tests.Core.Benchmarks;

public sealed class ExposureCacheTests : IDisposable, IProgress<string>
{
    private static readonly ImmutableArray<CameraId> B0 = [CameraId.Parse("b0").Value];
    private static readonly ImmutableArray<CameraId> R0 = [CameraId.Parse("r0").Value];

    private readonly string root = Directory.CreateTempSubdirectory("quicklook-cache-").FullName;
    private readonly ManualTime time = new();
    private readonly List<string> simulated = [];

    public void Dispose() => Directory.Delete(root, recursive: true);

    void IProgress<string>.Report(string value) => simulated.Add(value);

    [Fact]
    public void An_exposure_is_simulated_once_and_found_again_by_the_next_benchmark()
    {
        var first = Get(B0, Flavor.Zero);
        var written = File.GetLastWriteTimeUtc(first.RawFile);
        simulated.ShouldBe(["simulating calibrations of 1 cameras, size tiny", "simulating zero of 1 cameras, size tiny"]);
        simulated.Clear();

        var second = Get(B0, Flavor.Zero);

        second.ShouldBe(first with { Cameras = second.Cameras });
        simulated.ShouldBeEmpty();
        File.GetLastWriteTimeUtc(second.RawFile).ShouldBe(written);
    }

    [Fact]
    public void Another_order_is_another_exposure_and_calibrations_are_shared_by_flavors()
    {
        var zero = Get(B0, Flavor.Zero);
        var flat = Get(B0, Flavor.Flat);
        var otherCamera = Get(R0, Flavor.Zero);

        new[] { zero.RawRoot, flat.RawRoot, otherCamera.RawRoot }.ShouldBeUnique();
        flat.CalibrationRoot.ShouldBe(zero.CalibrationRoot);
        otherCamera.CalibrationRoot.ShouldNotBe(zero.CalibrationRoot);
        Directory.EnumerateDirectories(root, "unfinished-*").ShouldBeEmpty();
    }

    [Fact]
    public void What_a_benchmark_needs_is_kept_however_much_it_is_and_the_next_one_removes_what_is_oldest()
    {
        var one = new ExposureCache(root, time, this);
        BenchmarkExposure[] all = [.. CameraId.All.Take(10).Select(camera => GetFrom(one, [camera], Flavor.Zero))];
        all.ShouldAllBe(exposure => File.Exists(exposure.RawFile));

        Get([CameraId.All[20]], Flavor.Zero);

        Directory.EnumerateDirectories(root, "exposure-*").Count().ShouldBe(8);
        Directory.EnumerateDirectories(root, "calibration-*").Count().ShouldBe(4);
        File.Exists(all[0].RawFile).ShouldBeFalse();
        File.Exists(all[9].RawFile).ShouldBeTrue();
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_a_failure_that_names_it()
    {
        var file = Path.Combine(root, "file");
        File.WriteAllText(file, string.Empty);

        var failure = new ExposureCache(file, time, this).Get(InstrumentSize.Tiny, B0, Flavor.Zero, 1, CancellationToken.None).Failure;

        failure.ShouldNotBeNull().ToString().ShouldContain(file);
    }

    [Theory]
    [InlineData("/caches/quicklook-bench", "/caches", "/me")]
    [InlineData("/me/.cache/quicklook-bench", null, "/me")]
    public void It_is_where_caches_of_the_user_are(string expected, string? caches, string? home) =>
        ExposureCache.DefaultRoot(name => name == "HOME" ? home : caches).ShouldBe(expected);

    /// <summary>Each time a new cache, as each benchmark has its own.</summary>
    private BenchmarkExposure Get(ImmutableArray<CameraId> cameras, Flavor flavor) =>
        GetFrom(new ExposureCache(root, time, this), cameras, flavor);

    private BenchmarkExposure GetFrom(ExposureCache cache, ImmutableArray<CameraId> cameras, Flavor flavor)
    {
        time.Advance(TimeSpan.FromMinutes(1));
        return GoldenCamera.Succeed(cache.Get(InstrumentSize.Tiny, cameras, flavor, workers: 1, CancellationToken.None));
    }
}
