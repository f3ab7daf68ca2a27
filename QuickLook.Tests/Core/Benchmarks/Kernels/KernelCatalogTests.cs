using QuickLook.Core.Benchmarks.Kernels;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Benchmarks.Kernels;

public sealed class KernelCatalogTests : IDisposable
{
    private static readonly SamplingPlan Once = new()
    {
        WarmUpAtLeast = TimeSpan.Zero,
        WarmUpAtMost = TimeSpan.Zero,
        SampleAtLeast = TimeSpan.Zero,
        Samples = 1,
    };

    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-bench-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_kernel_runs_and_more_than_once()
    {
        using var subjects = GoldenCamera.Succeed(
            KernelSubjects.Prepare(
                KernelSubjects.Flavors.ToDictionary(flavor => flavor, flavor => GoldenExposure.Of(flavor, "b0", "r0")),
                folder,
                CancellationToken.None
            )
        );
        subjects.Raw.Camera.ToString().ShouldBe("r0", "the middle arm is taken where it is there");
        var harness = new KernelHarness(Once);

        KernelTiming[] timings = [.. KernelCatalog.Of(subjects).Select(harness.Measure)];

        timings.Where(timing => timing.Problem is not null).Select(timing => $"{timing.Name}: {timing.Problem}").ShouldBeEmpty();
        var names = timings.Select(timing => timing.Name).ToArray();
        names.Distinct().Count().ShouldBe(names.Length);
        foreach (
            var part in new[]
            {
                "Rice",
                "overscan",
                "conversion",
                "cosmic",
                "extraction",
                "in x",
                "in y",
                "resampling",
                "spline",
                "flat",
                "Gaussian",
                "SNR",
            }
        )
        {
            names.ShouldContain(name => name.Contains(part, StringComparison.Ordinal), part);
        }

        timings.Where(timing => timing.ComparedWith is not null).ShouldAllBe(timing => names.Contains(timing.ComparedWith));
    }
}
