using QuickLook.Core.Arrays;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Reduction.ArcLines;

namespace QuickLook.Tests.Core.QualityTests;

public sealed class ArcAndFlatTests
{
    private readonly SmallExposure exposure = new() { Fibers = 6 };

    [Fact]
    public void Fibers_with_a_line_width_are_counted()
    {
        var result = Resolution(constants: [1.0, 1.1, 0, 1.05, 1.02, 1.08]);

        result.Number("CHECKARC").ShouldBe(5);
        result.Numbers("GOODPSFS").ShouldBe([1, 1, 0, 1, 1, 1]);
        result.Numbers("CHECKPSF").ShouldBe([0, 0, 0]);
        result.FibersOf["GOODPSFS"].ShouldBe("FIBER_NUMBERS");
    }

    [Fact]
    public void The_original_compares_widths_with_the_zeros_of_fibers_without_a_fit()
    {
        // The zero is further than 2 rms from the median of all six; it is not a width.
        double[] constants = [1.0, 1.1, 0, 1.05, 1.02, 1.08];

        Resolution(constants, original: true).Numbers("CHECKPSF").ShouldBe([1, 0, 0]);
        Resolution(constants).Numbers("CHECKPSF").ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void A_width_that_stands_out_is_counted()
    {
        Resolution(constants: [1.0, 1.0, 1.0, 1.0, 1.0, 3.0]).Numbers("CHECKPSF")[0].ShouldBe(1);
    }

    [Fact]
    public void A_fiber_that_is_known_to_be_broken_is_not_missed()
    {
        exposure.Broken.Add(2);

        var result = Resolution(constants: [1.0, 1.1, 0, 1.05, 1.02, 1.08]);

        result.Number("CHECKARC").ShouldBe(5);
        result.AbsentByDesign["CHECKARC"].ShouldBe(1);
        result.Numbers("GOODPSFS")[2].ShouldBe(double.NaN);
    }

    [Fact]
    public void Without_any_fit_there_is_nothing_to_compare()
    {
        var result = Resolution(constants: [0, 0, 0, 0, 0, 0]);

        result.Number("CHECKARC").ShouldBe(0);
        result.Numbers("CHECKPSF").ShouldBe([double.NaN, double.NaN, double.NaN]);
    }

    [Fact]
    public void Each_line_has_its_median_width_and_offset_over_the_fibers()
    {
        exposure.Broken.Add(5);

        var result = Resolution(constants: [1.0, 1.1, 1.0, 1.05, 1.02, 1.08]);

        // Line 1 is fitted in all fibers, line 2 in fibers 0 to 2, line 3 in none; fiber 5 is broken.
        result.Numbers("ARC_LINES").ShouldBe([6000, 6500, 7000]);
        result.Numbers("ARC_LINE_NFIB").ShouldBe([5, 3, 0]);
        result.Numbers("ARC_LINE_SIGMA").ShouldBeNear([0.52, 0.51, double.NaN], 1e-6);
        result.Numbers("ARC_LINE_OFFSET").ShouldBeNear([0.02, 0.01, double.NaN], 1e-6);
    }

    [Fact]
    public void The_flat_s_level_is_the_mean_of_its_fibers()
    {
        var result = Flat((fiber, bin) => fiber + (bin % 2));

        result.Numbers("FLATMEAN").ShouldBe([0.5, 1.5, 2.5, 3.5, 4.5, 5.5]);
        result.Numbers("FLATRMS").ShouldAllBe(rms => rms == 0.5);
        result.Number("CHECKFLAT").ShouldBe(3);
    }

    [Fact]
    public void Broken_and_empty_fibers_have_no_flat()
    {
        exposure.Broken.Add(5);

        var result = Flat((fiber, _) => fiber == 0 ? 1 : 2, isGood: fiber => fiber != 0);

        result.Numbers("FLATMEAN").ShouldBe([double.NaN, 2, 2, 2, 2, double.NaN]);
        result.Number("CHECKFLAT").ShouldBe(2);
    }

    [Fact]
    public void The_original_takes_the_1_of_a_fiber_without_a_flat_for_a_flat() =>
        Flat((fiber, _) => fiber == 0 ? 1 : 2, isGood: fiber => fiber != 0, original: true).Number("CHECKFLAT").ShouldBe(11 / 6.0, 1e-9);

    [Fact]
    public void Without_any_flat_there_is_a_reason()
    {
        var result = Flat((_, _) => 1, isGood: _ => false);

        result.Number("CHECKFLAT").ShouldBe(double.NaN);
        result.Texts("CHECKFLAT_TEXT").ShouldHaveSingleItem();
    }

    private QualityTestResult Resolution(double[] constants, bool original = false)
    {
        using var evidence = exposure.Evidence();
        double[] lines = [6000, 6500, 7000];
        var (sigma, offset) = (new Plane<float>(constants.Length, lines.Length), new Plane<float>(constants.Length, lines.Length));
        for (var fiber = 0; fiber < constants.Length; fiber++)
        {
            for (var line = 0; line < lines.Length; line++)
            {
                var isFitted = line == 0 || (line == 1 && fiber < 3);
                sigma[fiber, line] = isFitted ? 0.5f + (0.01f * fiber) : float.NaN;
                offset[fiber, line] = isFitted ? 0.01f * fiber : float.NaN;
            }
        }

        var table = new CoefficientTable([.. constants.SelectMany(constant => new[] { constant, 0, 0 })], 3);
        evidence.ArcLines = new ArcLineFit
        {
            Lines = lines,
            Sigma = sigma,
            Offset = offset,
            RowSigma = table,
            Traces = new TraceSet
            {
                X = table,
                Y = table,
                WaveMin = 5600,
                WaveMax = 7700,
                CcdRows = 20,
            },
        };
        return SmallExposure.Measure("Check_Resolution", evidence, original);
    }

    private QualityTestResult Flat(Func<int, int, double> throughput, Func<int, bool>? isGood = null, bool original = false)
    {
        const int bins = 4;
        using var evidence = exposure.Evidence();
        var (flat, inverseVariance) = (new Plane<float>(exposure.Fibers, bins), new Plane<float>(exposure.Fibers, bins));
        var mask = new Plane<uint>(exposure.Fibers, bins);
        for (var fiber = 0; fiber < exposure.Fibers; fiber++)
        {
            for (var bin = 0; bin < bins; bin++)
            {
                var good = isGood?.Invoke(fiber) ?? true;
                flat[fiber, bin] = (float)throughput(fiber, bin);
                inverseVariance[fiber, bin] = good ? 1 : 0;
                mask[fiber, bin] = good ? 0u : 1u;
            }
        }

        evidence.FiberFlat = new FiberFlat
        {
            Throughput = flat,
            InverseVariance = inverseVariance,
            Mask = mask,
            MeanSpectrum = new double[bins],
            Wavelength = new double[bins],
        };
        return SmallExposure.Measure("Check_FiberFlat", evidence, original);
    }
}
