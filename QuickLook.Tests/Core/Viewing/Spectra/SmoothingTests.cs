using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Viewing.Spectra;

namespace QuickLook.Tests.Core.Viewing.Spectra;

public sealed class SmoothingTests
{
    private static readonly FiberSpectrum Noisy = Spectrum(300, seed: 7);

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void A_box_of_one_pixel_or_none_changes_nothing(double width)
    {
        var smooth = new Smoothing(SmoothingKernel.Box, width).Apply(Noisy);

        for (var i = 0; i < Noisy.Flux.Length; i++)
        {
            smooth.Flux[i].ShouldBe(Noisy.Flux[i], 1e-12);
            smooth.InverseVariance[i].ShouldBe(Noisy.InverseVariance[i], 1e-9);
        }
    }

    // By the formula itself, written down once more without any clever step.
    [Theory]
    [InlineData(SmoothingKernel.Box, 3.0)]
    [InlineData(SmoothingKernel.Box, 4.0)]
    [InlineData(SmoothingKernel.Box, 20.0)]
    [InlineData(SmoothingKernel.Gaussian, 0.5)]
    [InlineData(SmoothingKernel.Gaussian, 3.0)]
    [InlineData(SmoothingKernel.Gaussian, 20.0)]
    public void Bins_are_means_of_their_neighbours_weighted_by_kernel_and_inverse_variance(SmoothingKernel kernel, double width)
    {
        var smooth = new Smoothing(kernel, width).Apply(Noisy);

        for (var i = 0; i < Noisy.Flux.Length; i++)
        {
            var (weighted, weight, squares) = (0.0, 0.0, 0.0);
            for (var j = 0; j < Noisy.Flux.Length; j++)
            {
                var distance = Math.Abs(i - j);
                var k =
                    kernel == SmoothingKernel.Box ? Math.Max(0, Math.Min(distance + 0.5, width / 2) - Math.Max(distance - 0.5, -width / 2))
                    : distance <= 4 * width ? Math.Exp(-Math.Pow(distance / width, 2) / 2)
                    : distance <= Math.Ceiling(4 * width) ? Math.Exp(-Math.Pow(distance / width, 2) / 2)
                    : 0;
                weighted += k * Noisy.InverseVariance[j] * Noisy.Flux[j];
                weight += k * Noisy.InverseVariance[j];
                squares += k * k * Noisy.InverseVariance[j];
            }

            smooth.Flux[i].ShouldBe(weighted / weight, 1e-9);
            smooth.InverseVariance[i].ShouldBe(weight * weight / squares, 1e-6);
        }
    }

    [Fact]
    public void A_constant_stays_what_it_is_up_to_the_ends()
    {
        var flat = Noisy with { Flux = [.. Enumerable.Repeat(12.5, 300)] };

        new Smoothing(SmoothingKernel.Gaussian, 6).Apply(flat).Flux.ShouldAllBe(value => Math.Abs(value - 12.5) < 1e-9);
    }

    [Fact]
    public void A_bin_without_inverse_variance_does_not_count_and_stays_a_gap()
    {
        var spectrum = Noisy with
        {
            Flux = Noisy.Flux.SetItem(100, double.NaN).SetItem(103, 1e9),
            InverseVariance = Noisy.InverseVariance.SetItem(100, 0).SetItem(103, 0),
        };

        var smooth = new Smoothing(SmoothingKernel.Box, 9).Apply(spectrum);

        double.IsNaN(smooth.Flux[100]).ShouldBeTrue();
        smooth.InverseVariance[100].ShouldBe(0);
        smooth.Flux[101].ShouldBeLessThan(100);
    }

    [Fact]
    public void The_noise_of_alike_bins_falls_with_the_root_of_their_number()
    {
        var flat = Noisy with { InverseVariance = [.. Enumerable.Repeat(4.0, 300)] };

        new Smoothing(SmoothingKernel.Box, 9).Apply(flat).InverseVariance[150].ShouldBe(36, 1e-9);
    }

    [Fact]
    public void Without_inverse_variances_all_bins_count_alike_and_the_sky_is_smoothed_too()
    {
        var spectrum = Noisy with { InverseVariance = [], Flux = [1, 2, 6], Wavelength = [1, 2, 3], Sky = [3, 0, 0] };

        var smooth = new Smoothing(SmoothingKernel.Box, 3).Apply(spectrum);

        smooth.Flux.ShouldBe([1.5, 3, 4]);
        smooth.Sky.ShouldBe([1.5, 1, 0]);
        smooth.InverseVariance.ShouldBeEmpty();
    }

    [Fact]
    public void A_width_beyond_the_widest_is_the_widest() =>
        new Smoothing(SmoothingKernel.Gaussian, 1e9)
            .Apply(Noisy)
            .Flux.ShouldBe(new Smoothing(SmoothingKernel.Gaussian, 20).Apply(Noisy).Flux);

    private static FiberSpectrum Spectrum(int bins, int seed)
    {
        var random = new Random(seed);
        ImmutableArray<double> wavelength = [.. Enumerable.Range(0, bins).Select(bin => 5000 + (0.6 * bin))];
        return new FiberSpectrum
        {
            Camera = CameraId.Parse("r0").Value,
            Fiber = new FiberId(0),
            Wavelength = wavelength,
            Flux = [.. wavelength.Select(_ => 10 + random.NextDouble())],
            InverseVariance = [.. wavelength.Select(_ => 0.1 + random.NextDouble())],
        };
    }
}
