using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Viewing.Spectra;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Viewing.Spectra;

/// <summary>What is drawn of a spectrum: parts, ranges, thinned out lines, marks.</summary>
public sealed class ShownSpectrumTests
{
    [Fact]
    public void Thinning_keeps_a_spike_of_one_bin_and_a_hole_of_one_bin()
    {
        ImmutableArray<double> values =
        [
            .. Enumerable
                .Range(0, 4100)
                .Select(i =>
                    i switch
                    {
                        1234 => 500.0,
                        3210 => -500.0,
                        _ => Math.Sin(i / 50.0),
                    }
                ),
        ];

        var kept = Decimation.Keep(values, 400);

        kept.Length.ShouldBeLessThanOrEqualTo(400);
        kept.ShouldContain(1234);
        kept.ShouldContain(3210);
        kept.ShouldBe(kept.Order());
        kept.Distinct().Count().ShouldBe(kept.Length);
    }

    [Fact]
    public void Of_every_stretch_the_lowest_and_the_highest_are_kept()
    {
        var random = new Random(3);
        ImmutableArray<double> values = [.. Enumerable.Range(0, 1000).Select(_ => random.NextDouble())];

        var kept = Decimation.Keep(values, 100).ToHashSet();

        foreach (var stretch in Enumerable.Range(0, 1000).Chunk(20))
        {
            kept.ShouldContain(stretch.MinBy(i => values[i]));
            kept.ShouldContain(stretch.MaxBy(i => values[i]));
        }
    }

    [Fact]
    public void A_gap_stays_a_gap_and_a_short_line_stays_whole()
    {
        ImmutableArray<double> values = [.. Enumerable.Range(0, 100).Select(i => i is >= 40 and < 60 ? double.NaN : i)];

        Decimation.Keep(values, 20).Any(i => double.IsNaN(values[i])).ShouldBeTrue();
        Decimation.Keep(values, 100).Length.ShouldBe(100);
    }

    // numpy.percentile(range(1001), [0.5, 99.5]) is 5 and 995; 8 percent of 990 is 79.2.
    [Fact]
    public void The_range_leaves_wild_values_out()
    {
        var values = Enumerable.Range(0, 1001).Select(i => (double)i).ToArray();

        RobustRange.Of(values)!.Value.Low.ShouldBe(5 - 79.2, 1e-9);
        RobustRange.Of(values)!.Value.High.ShouldBe(995 + 79.2, 1e-9);
        RobustRange.Of([.. values, double.NaN, double.PositiveInfinity])!.Value.High.ShouldBe(995 + 79.2, 1e-9);
        RobustRange.Of([double.NaN]).ShouldBeNull();
        var constant = RobustRange.Of([3, 3, 3])!.Value;
        constant.High.ShouldBeGreaterThan(constant.Low);
        var zero = RobustRange.Of([0, 0])!.Value;
        zero.High.ShouldBeGreaterThan(zero.Low);
    }

    [Fact]
    public void A_part_has_one_bin_more_at_each_end()
    {
        var spectrum = new FiberSpectrum
        {
            Camera = CameraId.Parse("r0").Value,
            Fiber = new FiberId(0),
            Wavelength = [10, 20, 30, 40, 50],
            Flux = [1, 2, 3, 4, 5],
            InverseVariance = [1, 1, 1, 1, 1],
        };

        SpectrumPart.Of(spectrum, 25, 40).Wavelength.ShouldBe([20, 30, 40, 50]);
        SpectrumPart.Of(spectrum, 25, 40).Flux.ShouldBe([2, 3, 4, 5]);
        SpectrumPart.Of(spectrum, 0, 1000).Wavelength.ShouldBe(spectrum.Wavelength);
        SpectrumPart.Of(spectrum, 60, 90).Wavelength.ShouldBeEmpty();
        SpectrumPart.Of(spectrum, 21, 29).Wavelength.ShouldBeEmpty();
    }

    // Air wavelengths of Osterbrock et al. 1996 and the refractive index of Morton 1991 (ApJS 77, 119), equation 3.
    [Theory]
    [InlineData(5577.338, "[O I]")]
    [InlineData(5889.951, "Na D")]
    [InlineData(5895.924, "Na D")]
    [InlineData(6300.304, "[O I]")]
    [InlineData(6363.776, "[O I]")]
    [InlineData(7276.405, "OH")]
    [InlineData(7340.885, "OH")]
    [InlineData(7750.640, "OH")]
    [InlineData(7821.503, "OH")]
    [InlineData(7913.708, "OH")]
    [InlineData(7964.650, "OH")]
    [InlineData(7993.332, "OH")]
    [InlineData(8344.602, "OH")]
    [InlineData(8399.170, "OH")]
    [InlineData(8430.174, "OH")]
    [InlineData(8827.096, "OH")]
    [InlineData(8885.850, "OH")]
    [InlineData(8919.610, "OH")]
    [InlineData(9439.660, "OH")]
    public void Sky_lines_are_marked_in_vacuum(double air, string label)
    {
        var vacuum = air;
        for (var i = 0; i < 3; i++)
        {
            var s = 1e8 / (vacuum * vacuum);
            vacuum = air * (1 + 6.4328e-5 + (2.94981e-2 / (146 - s)) + (2.5540e-4 / (41 - s)));
        }

        NightSkyLines.All.ShouldContain(mark => mark.Label == label && Math.Abs(mark.WavelengthAngstrom - vacuum) < 0.03, $"{vacuum:F3}");
    }

    [Fact]
    public void Marks_of_a_document_are_the_peaks_and_lamp_lines_that_its_tests_used()
    {
        var arc = MergedQa.Read(File.ReadAllBytes(GoldenSet.A.ExpectedMerged("r0", 102))).Value;

        DocumentMarks.Peaks(arc, Arm.R).Select(mark => mark.WavelengthAngstrom).ShouldBe([6144.7, 6404.0, 6508.3, 6931.4, 7034.3, 7247.1]);
        DocumentMarks.Lamps(arc, Arm.R).ShouldContain(new SpectralMark(6404.018, "6404")); // this document has no list of its own
        DocumentMarks.Peaks(MergedQa.Read("{}"u8.ToArray()).Value, Arm.B).ShouldBeEmpty();
        DocumentMarks.Peaks(MergedQa.Read("""{"GENERAL_INFO":{"B_PEAKS":"3914 5578"}}"""u8.ToArray()).Value, Arm.B).ShouldBeEmpty();
    }

    [Fact]
    public void Of_marks_at_the_same_place_the_first_keeps_its_name()
    {
        ImmutableArray<SpectralMark> lines = [new(5578.89, "[O I]"), new(5891.58, "Na D")];
        ImmutableArray<SpectralMark> peaks = [new(5578.9, "peak"), new(3914.4, "peak"), new(3914.4, "peak")];

        DocumentMarks.Together(lines, peaks).ShouldBe([new(3914.4, "peak"), new(5578.89, "[O I]"), new(5891.58, "Na D")]);
    }

    [Fact]
    public void Kinds_of_targets_are_written_and_read_alike()
    {
        foreach (var kind in TargetKinds.All)
        {
            TargetKinds.Parse(kind.Word()).ShouldBe(kind);
            TargetKinds.Parse(kind.Word().ToLowerInvariant()).ShouldBe(kind);
        }

        TargetKinds.Parse("GALAXY").ShouldBeNull();
        TargetKinds.Parse(null).ShouldBeNull();
        TargetKinds.Parse("0").ShouldBeNull();
    }
}
