using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Instrument;
using QuickLook.Core.Reduction;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Formats;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Reduction.Preprocessing;

public sealed class PreprocessorTests : IDisposable
{
    private static readonly PreprocessingOptions Plain = new() { RejectCosmicRays = false, ZeroMaskedPixels = false };
    private readonly SimulatedExposure simulated = new();
    private readonly List<ReductionNote> notes = [];

    public void Dispose() => simulated.Dispose();

    [Fact]
    public void Bias_of_a_flat_overscan_equals_its_level()
    {
        simulated.Value = (amplifier, _, isOverscan) => 1000 + (100 * (int)amplifier) + (isOverscan ? 0 : 500);

        using var image = Succeed(Plain);

        image.Amplifiers.Select(amplifier => amplifier.BiasLevel).ShouldBe([1000, 1100, 1200, 1300]);
        image.Amplifiers.ShouldAllBe(amplifier => amplifier.ReadNoise == 0 && amplifier.OverscanStep == 0);
        image.Pixels.Span.ToArray().ShouldAllBe(pixel => pixel == 750, "500 ADU with a gain of 1.5");
        image.InverseVariance.Span.ToArray().ShouldAllBe(weight => weight == 1f / 750);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Each_amplifier_is_put_at_its_place_whatever_its_name_7_2_no_4(bool hasLetters)
    {
        simulated.HasLetters = hasLetters;
        simulated.Value = (amplifier, _, isOverscan) => isOverscan ? 1000 : 1010 + (10 * (int)amplifier);

        using var image = Succeed(Plain);

        (image.Height, image.Width).ShouldBe((80, 40));
        new[] { image.Pixels[0, 0], image.Pixels[0, 39], image.Pixels[79, 0], image.Pixels[79, 39] }.ShouldBe([15, 30, 45, 60]);
        image.HeaderAdditions.ShouldContain(card => card.Keyword == (hasLetters ? "OVERSCND" : "OVERSCN4"));
    }

    [Fact]
    public void Two_amplifiers_leave_the_other_half_without_weight()
    {
        simulated.Amplifiers = [Amplifier.B, Amplifier.D];

        using var image = Succeed(Plain);

        image.Amplifiers.Length.ShouldBe(2);
        image.Pixels[40, 10].ShouldBe(0);
        image.InverseVariance[40, 10].ShouldBe(0);
        image.Pixels[40, 30].ShouldBeGreaterThan(700);
    }

    [Fact]
    public void A_step_of_the_bias_level_is_subtracted_row_by_row()
    {
        simulated.Value = (_, row, isOverscan) => 1000 + (row < 20 ? 0 : 4) + (isOverscan ? 0 : 500);

        using var image = Succeed(Plain);

        image.Amplifiers.ShouldAllBe(amplifier => amplifier.Method == OverscanMethod.PerRow);
        image.Amplifiers[0].OverscanStep.ShouldBe(4);
        image.Amplifiers[0].BiasLevel.ShouldBe(1002, "the median of the rows' levels");
        image.Pixels.Span.ToArray().ShouldAllBe(pixel => pixel == 750);
        image.Mask.Span.ToArray().ShouldAllBe(bits => bits == 0);
    }

    [Fact]
    public void An_amplifier_whose_level_steps_too_much_is_masked()
    {
        simulated.Value = (amplifier, row, isOverscan) => 1000 + (row < 20 || amplifier != Amplifier.B ? 0 : 6) + (isOverscan ? 0 : 500);

        using var image = Succeed(Plain);

        image.Mask[0, 30].ShouldBe((ushort)CcdMask.BadReadNoise);
        image.Mask[0, 10].ShouldBe((ushort)0);
        notes.ShouldContain(note =>
            note.Severity == NoteSeverity.Warning && note.Text.Contains("amp 2 is masked", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Saturated_pixels_are_masked_and_set_to_zero()
    {
        simulated.Value = (_, row, isOverscan) => row == 5 && !isOverscan ? 60_000 : 1000;
        simulated.CameraCards["SATURLEV1"] = FitsCard.Of("SATURLEV1", 60_000.0);
        var calibration = Record(new("SATURLEVB", "60001"), new("SATURLEV3", "59000"));

        using var image = Succeed(new PreprocessingOptions { RejectCosmicRays = false }, calibration);

        (image.Mask[5, 3], image.Pixels[5, 3]).ShouldBe(((ushort)CcdMask.Saturated, 0f), "at the level of its header");
        image.Mask[5, 30].ShouldBe((ushort)0, "below the level of the calibration record");
        image.Mask[45, 3].ShouldBe((ushort)CcdMask.Saturated, "above the level of the calibration record");
        image.Mask[45, 30].ShouldBe((ushort)0, "below the default of 65535");
        image.InverseVariance[5, 3].ShouldBeGreaterThan(0, "the mask does not change weights");
    }

    [Fact]
    public void Rows_with_a_bright_edge_and_a_jump_of_the_level_are_interpolated()
    {
        // Row 18 is read out after a saturated edge that trails into the overscan.
        simulated.Value = (_, row, isOverscan) =>
            row == 18 ? (isOverscan ? 1050 : 60_000)
            : isOverscan ? 1000
            : 1100;

        using var image = Succeed(Plain);

        image.Amplifiers.ShouldAllBe(amplifier => amplifier.OverscanStep == 0);
        notes.ShouldContain(note => note.Text.Contains("overscan of 5 rows cannot be used", StringComparison.Ordinal));
    }

    [Fact]
    public void Crosstalk_of_a_mirrored_neighbour_is_subtracted()
    {
        simulated.Value = (amplifier, row, isOverscan) =>
            isOverscan ? 1000
            : amplifier == Amplifier.A && row == 3 ? 11_000
            : 1000;

        using var image = Succeed(Plain, Record(new("CROSSTALK12", "0.01"), new("CROSSTALKAC", "0.02")));

        image.Pixels[3, 30].ShouldBe(-150, 1e-3, "1 % of 15000 e- in the same row of B");
        image.Pixels[76, 5].ShouldBe(-300, 1e-3, "2 % in the mirrored row of C");
        image.Pixels[3, 5].ShouldBe(15_000, 1e-3);
        image.Pixels[76, 30].ShouldBe(0, 1e-3);
    }

    [Fact]
    public void A_dark_per_second_is_subtracted_and_adds_its_noise()
    {
        using var dark = new Plane<float>(80, 40);
        for (var i = 0; i < dark.Length; i++)
        {
            dark.Span[i] = 0.01f + (i % 2 == 0 ? 0.001f : -0.001f);
        }

        Write("dark.fits", FitsHduContent.Image(string.Empty, dark), FitsHduContent.Image("PROFILE", dark));

        using var image = Succeed(Plain, Record(new KeyValuePair<string, string>("DARK", "dark.fits")));

        var noise = image.Amplifiers[0].ReadNoise;
        image.Pixels[4, 0].ShouldBe(750 - (900 * 0.011f), 3, "900 s; the simulated level varies by 1 ADU from row to row");
        (1 / image.InverseVariance[4, 0]).ShouldBe((float)(750 + (noise * noise) + (0.9 * 0.9)), 3f);
        notes.ShouldContain(note => note.Text.Contains("only its first image", StringComparison.Ordinal));
    }

    [Fact]
    public void A_dark_of_another_size_is_a_failure_with_its_key()
    {
        using var dark = new Plane<float>(10, 10);
        Write("dark.fits", FitsHduContent.Image(string.Empty, dark));

        var failure = Run(Plain, Record(new KeyValuePair<string, string>("DARK", "dark.fits"))).Failure.ShouldNotBeNull();

        failure.Reason.ShouldBe("DARK has an image of 10 x 10 pixels, 40 x 80 are needed");
    }

    [Fact]
    public void Optional_bias_mask_and_pixel_flat_are_applied_when_asked_for()
    {
        using var bias = new Plane<float>(80, 68);
        bias.Span.Fill(10);
        using var mask = new Plane<int>(80, 40);
        mask[1, 1] = (int)CcdMask.Hot;
        using var flat = new Plane<float>(80, 40);
        flat.Span.Fill(0.5f);
        (flat[2, 2], flat[3, 3]) = (0, 0.05f);
        Write("bias.fits", FitsHduContent.Image(string.Empty, bias));
        Write("mask.fits", FitsHduContent.Image(string.Empty, mask));
        Write("flat.fits", FitsHduContent.Image(string.Empty, flat));
        simulated.Value = (_, _, isOverscan) => isOverscan ? 1000 : 1100;
        var record = Record(new("BIAS", "bias.fits"), new("MASK", "mask.fits"), new("PIXFLAT", "flat.fits"));

        using var image = Succeed(Plain with { SubtractBiasImage = true, ApplyMaskImage = true, DividePixelFlat = true }, record);
        using var plain = Succeed(Plain, record);

        image.Amplifiers[0].BiasLevel.ShouldBe(990);
        image.Pixels[0, 0].ShouldBe(300);
        image.InverseVariance[0, 0].ShouldBe(0.25f / 150, 1e-6);
        image.Mask[1, 1].ShouldBe((ushort)CcdMask.Hot);
        (image.Mask[2, 2], image.Pixels[2, 2]).ShouldBe(((ushort)CcdMask.PixelFlatZero, 150f));
        image.Mask[3, 3].ShouldBe((ushort)CcdMask.PixelFlatLow);
        plain.Pixels[0, 0].ShouldBe(150, "off unless asked for");
        plain.Mask[1, 1].ShouldBe((ushort)0);
    }

    [Fact]
    public void Regions_that_people_found_bad_are_masked()
    {
        Directory.CreateDirectory(Path.Combine(simulated.Folder, "ccd"));
        File.WriteAllText(
            Path.Combine(simulated.Folder, "ccd", "ccd-region-mask.csv"),
            """
            NIGHT,EXPID,CAMERA,XMIN,XMAX,YMIN,YMAX
            20201107,7,r3,2,4,5,6
            20201107,8,r3,0,40,0,80
            20201107,7,r3,39,9999,79,9999
            """
        );

        using var image = Succeed(Plain, Record());

        image.Mask.Span.ToArray().Count(bits => bits != 0).ShouldBe(3);
        (image.Mask[5, 2], image.Mask[5, 3], image.Mask[79, 39]).ShouldBe(((ushort)1, (ushort)1, (ushort)1));
    }

    [Theory]
    [InlineData("USE_ORSEC")]
    [InlineData("SAVGOL")]
    public void A_correction_that_the_image_needs_and_QuickLook_lacks_is_named(string key)
    {
        Run(Plain, Record(new KeyValuePair<string, string>(key, "True")))
            .Failure.ShouldNotBeNull()
            .Place.ShouldNotBeNull()
            .ShouldContain(key);
        Run(Plain, Record(new KeyValuePair<string, string>(key, "False"))).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void Read_noise_per_row_gives_each_row_its_own_weight()
    {
        simulated.Value = (_, row, isOverscan) => isOverscan ? 1000 + (row % 2) : 1000;

        using var image = Succeed(Plain, Record(new KeyValuePair<string, string>("READNOISEPERROW", "True")));

        image.HeaderAdditions.Single(card => card.Keyword == "RMETH1").Text.ShouldBe("PER_ROW");
    }

    [Fact]
    public void A_gain_that_cannot_be_right_is_named()
    {
        simulated.CameraCards["GAIN3"] = FitsCard.Of("GAIN3", -1.5);

        Run(Plain, CalibrationRecord.Empty).Failure.ShouldNotBeNull().Place.ShouldNotBeNull().ShouldContain("GAIN3");
    }

    [Fact]
    public void Preprocessing_stops_when_it_is_cancelled()
    {
        var (exposure, camera) = simulated.Write().Read();
        using (exposure)
        using (camera)
        {
            using var stop = new CancellationTokenSource();

            Should.Throw<OperationCanceledException>(() =>
                Preprocessor.Run(camera, exposure.Metadata, CalibrationRecord.Empty, Plain, _ => stop.Cancel(), stop.Token)
            );
        }
    }

    private CcdImage Succeed(PreprocessingOptions options, CalibrationRecord? calibration = null) =>
        GoldenCamera.Succeed(Run(options, calibration ?? CalibrationRecord.Empty));

    private Result<CcdImage> Run(PreprocessingOptions options, CalibrationRecord calibration)
    {
        var (exposure, camera) = simulated.Write().Read();
        using (exposure)
        using (camera)
        {
            return Preprocessor.Run(camera, exposure.Metadata, calibration, options, notes.Add, CancellationToken.None);
        }
    }

    private CalibrationRecord Record(params KeyValuePair<string, string>[] values) => new(simulated.Folder, "record.yaml", "V1", values);

    private void Write(string name, params FitsHduContent[] hdus) =>
        GoldenCamera.Succeed(FitsWriter.Write(Path.Combine(simulated.Folder, name), hdus));
}
