using System.Text.Json.Nodes;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation;
using QuickLook.Tests.Golden;
using static QuickLook.Tests.Core.Simulation.SimulationFolder;

namespace QuickLook.Tests.Core.Simulation;

public sealed class SimulatedExposureTests : IDisposable
{
    private readonly SimulationFolder folder = new();
    private readonly SimulationFolder other = new();

    public void Dispose()
    {
        folder.Dispose();
        other.Dispose();
    }

    [Fact]
    public void The_same_order_makes_the_same_bytes_whatever_the_number_of_workers()
    {
        var order = Order(Flavor.Science, seed: 3, B0, R0, Z0);

        var one = folder.Write(order, workers: 1);
        var two = other.Write(order, workers: 2);

        File.ReadAllBytes(two.RawFile).ShouldBe(File.ReadAllBytes(one.RawFile));
        File.ReadAllBytes(two.FibermapFile!).ShouldBe(File.ReadAllBytes(one.FibermapFile!));
        File.ReadAllBytes(two.TruthFile).ShouldBe(File.ReadAllBytes(one.TruthFile));
    }

    [Fact]
    public void A_camera_has_the_same_pixels_with_others_beside_it_and_alone()
    {
        var alone = folder.Write(Order(Flavor.Zero, seed: 3, R0));
        var among = other.Write(Order(Flavor.Zero, seed: 3, B0, R0, Z0));

        PixelsOf(among, R0).ShouldBe(PixelsOf(alone, R0));
    }

    [Fact]
    public void Another_seed_makes_other_pixels_and_the_same_hardware()
    {
        var one = folder.Write(Order(Flavor.Zero, seed: 1, B0));
        var two = other.Write(Order(Flavor.Zero, seed: 2, B0));

        PixelsOf(two, B0).ShouldNotBe(PixelsOf(one, B0));
        TruthOf(two)["cameras"]!["b0"]!["amplifiers"]!
            .ToJsonString()
            .ShouldBe(TruthOf(one)["cameras"]!["b0"]!["amplifiers"]!.ToJsonString());
    }

    [Theory]
    [InlineData(true, 16)]
    [InlineData(true, 32)]
    [InlineData(false, 16)]
    [InlineData(false, 32)]
    public void Both_namings_and_both_depths_are_read_with_the_values_that_were_put_in(bool hasLetters, int bits)
    {
        var instrument = Tiny with { HasAmplifierLetters = hasLetters, BitsPerPixel = bits };
        var files = folder.Write(Order(Flavor.Zero, seed: 1, Z0), instrument);
        var truth = TruthOf(files)["cameras"]!["z0"]!["amplifiers"]!;

        using var exposure = GoldenCamera.Succeed(RawExposure.Open(files.RawFile));
        using var camera = GoldenCamera.Succeed(exposure.ReadCamera(Z0));

        camera.Amplifiers.Length.ShouldBe(4);
        foreach (var amplifier in camera.Amplifiers)
        {
            var expected = truth[amplifier.Amplifier.Letter().ToString()]!;
            amplifier.KeywordSuffix.ShouldBe(hasLetters ? amplifier.Amplifier.Letter() : amplifier.Amplifier.Digit());
            amplifier.Gain.ShouldBe(expected["gain"]!.GetValue<double>());
            amplifier.ExpectedReadNoise.ShouldBe(expected["expected_read_noise"]!.GetValue<double>());
            amplifier.SaturationLevel.ShouldBe(64_000);
            var (mean, deviation) = Statistics(camera, amplifier.Bias);

            // 64 x 258 pixels of 1.5 ADU noise: the mean is good to 0.012 ADU, the drift's sine wave (0.12 ADU) averages out but for the rows that
            // are no part of the section.
            mean.ShouldBe(expected["bias_adu"]!.GetValue<double>(), 0.1);

            // The steps of whole ADU and the drift add to the read noise.
            var noise = expected["read_noise"]!.GetValue<double>() / amplifier.Gain!.Value;
            deviation.ShouldBe(Math.Sqrt((noise * noise) + (1 / 12.0) + (0.12 * 0.12 / 2)), 0.03);
        }
    }

    [Fact]
    public void The_headers_say_what_was_ordered()
    {
        var order = Order(Flavor.Science, seed: 1, B0) with
        {
            Conditions = new ObservingConditions { Airmass = 1.31, SeeingArcsec = 0.9 },
            RaDegrees = 33.5,
            DecDegrees = -4.25,
        };

        using var exposure = GoldenCamera.Succeed(RawExposure.Open(folder.Write(order).RawFile));

        var metadata = exposure.Metadata;
        metadata.Faults.ShouldBeEmpty();
        metadata.Exposure.ShouldBe(order.Exposure);
        metadata.Night.ShouldBe(TheNight);
        metadata.Flavor.ShouldBe(Flavor.Science);
        metadata.Program.ShouldBe(ObservingProgram.Dark);
        metadata.ExposureTimeSeconds.ShouldBe(900);
        metadata.ObservedAt.ShouldBe(order.ObservedAt);
        metadata.Mjd!.Value.Days.ShouldBe(Mjd.Of(order.ObservedAt).Days, 1e-7);
        metadata.TileId.ShouldBe(order.Tile);
        metadata.Airmass.ShouldBe(1.31);
        metadata.SeeingArcsec.ShouldBe(0.9);
        metadata.TelescopeRa.ShouldBe(33.5);
        metadata.TelescopeDec.ShouldBe(-4.25);
        var identity = GoldenCamera.Succeed(exposure.ReadIdentity(B0));
        identity.Camera.ShouldBe(B0);
        identity.Exposure.ShouldBe(order.Exposure);
        identity.Detector.ShouldBe("SIM");
    }

    [Theory]
    [InlineData(Flavor.Science, true)]
    [InlineData(Flavor.Arc, true)]
    [InlineData(Flavor.Flat, true)]
    [InlineData(Flavor.Zero, false)]
    [InlineData(Flavor.Dark, false)]
    public void Exposures_that_see_light_have_a_fibermap(Flavor flavor, bool hasOne)
    {
        var files = folder.Write(Order(flavor, seed: 1, B0));

        (files.FibermapFile is not null).ShouldBe(hasOne);
        Directory
            .GetFiles(Path.GetDirectoryName(files.RawFile)!)
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .ShouldBe(
                hasOne
                    ? ["desi-00000007.fits.fz", "fibermap-00000007.fits", "truth-00000007.json"]
                    : ["desi-00000007.fits.fz", "truth-00000007.json"]
            );
        new FileInfo(files.RawFile).Length.ShouldBe(files.RawBytes);
    }

    [Fact]
    public void The_truth_lists_the_sky_and_each_camera()
    {
        var files = folder.Write(Order(Flavor.Arc, seed: 5, B0, R0));

        var truth = TruthOf(files);
        truth["seed"]!.GetValue<long>().ShouldBe(5);
        truth["conditions"]!["airmass"]!.GetValue<double>().ShouldBe(1.2);
        truth["cameras"]!.AsObject().Select(camera => camera.Key).ShouldBe(["b0", "r0"]);
        truth["cameras"]!["r0"]!["light"]!["arc_lamps"]!
            .AsObject()
            .Select(lamp => lamp.Key)
            .ShouldBe(["mercury", "cadmium", "argon", "neon"]);
        truth["cameras"]!["r0"]!["wiring"]!.GetValue<string>().ShouldBe("ABCD");
    }

    [Fact]
    public void An_order_that_cannot_be_is_refused_with_the_reason()
    {
        var simulator = new SpectrographSimulator(Tiny);
        var order = Order(Flavor.Science, seed: 1, B0);

        ReasonOf(order with { Cameras = [] }).ShouldContain("no camera");
        ReasonOf(order with { ExposureSeconds = -1 }).ShouldContain("-1 s");
        ReasonOf(order with { Conditions = new ObservingConditions { Airmass = 0.5 } }).ShouldContain("airmass");
        ReasonOf(order with { Conditions = new ObservingConditions { SeeingArcsec = 0 } }).ShouldContain("seeing");
        ReasonOf(order with { Conditions = new ObservingConditions { Transparency = 2 } }).ShouldContain("transparency");
        Directory.Exists(folder.Raw).ShouldBeFalse();

        string ReasonOf(ExposureOrder wrong) =>
            simulator.WriteExposure(folder.Raw, wrong, 1, CancellationToken.None).Failure.ShouldNotBeNull().Reason;
    }

    [Fact]
    public void A_simulation_that_is_ended_leaves_no_raw_file()
    {
        using var ended = new CancellationTokenSource();
        ended.Cancel();

        var failure = new SpectrographSimulator(Tiny)
            .WriteExposure(folder.Raw, Order(Flavor.Zero, seed: 1, B0), 1, ended.Token)
            .Failure.ShouldNotBeNull();

        failure.Kind.ShouldBe(FailureKind.Transient);
        Directory.GetFiles(folder.Raw, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private static JsonNode TruthOf(SimulatedExposureFiles files) => JsonNode.Parse(File.ReadAllText(files.TruthFile)).ShouldNotBeNull();

    private static float[] PixelsOf(SimulatedExposureFiles files, CameraId camera)
    {
        using var exposure = GoldenCamera.Succeed(RawExposure.Open(files.RawFile));
        using var raw = GoldenCamera.Succeed(exposure.ReadCamera(camera));
        return raw.Pixels.Span.ToArray();
    }

    private static (double Mean, double Deviation) Statistics(RawCamera camera, DetectorSection section)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var row = section.Row; row < section.EndRow; row++)
        {
            foreach (var pixel in camera.Pixels.Row(row).Slice(section.Column, section.Width))
            {
                sum += pixel;
                squares += (double)pixel * pixel;
            }
        }

        var count = section.Height * section.Width;
        var mean = sum / count;
        return (mean, Math.Sqrt((squares / count) - (mean * mean)));
    }
}
