using QuickLook.Core.Numerics;
using QuickLook.Core.Reduction.Traces;

namespace QuickLook.Tests.Core.Reduction.Traces;

public sealed class MedianStepTests
{
    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 50)]
    [InlineData(60, 300)]
    [InlineData(200, 500)]
    public void The_step_is_the_median_over_both_gradients_of_the_table(int fibers, int bins)
    {
        // Steps that grow along the fiber, and a smile from fiber to fiber that is as large as a step in places.
        using var spectra = DrawnSpectra.Of(
            fibers,
            bins,
            (fiber, bin) => 5600 + (0.5 * bin) + (1e-4 * bin * bin) + (0.003 * (fiber - 20) * (fiber - 20)),
            (_, _) => 1,
            (_, _) => 1
        );
        var all = new List<double>();
        for (var fiber = 0; fiber < fibers; fiber++)
        {
            all.AddRange(Sampling.Gradient(spectra.Wavelength.Row(fiber)));
        }

        for (var bin = 0; bin < bins && fibers > 1; bin++)
        {
            all.AddRange(Sampling.Gradient([.. Enumerable.Range(0, fibers).Select(fiber => spectra.Wavelength[fiber, bin])]));
        }

        MedianStep.Of(spectra).ShouldBe(OrderStatistics.Median(all.ToArray()));
    }
}
