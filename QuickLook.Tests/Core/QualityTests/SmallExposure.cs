using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Instrument;
using QuickLook.Core.Numerics;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Reduction.Extraction;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.QualityTests;

/// <summary>Evidence of a camera with a few fibers whose spectra and targets a test says; the grid of wavelengths is that of all fibers.</summary>
internal sealed class SmallExposure
{
    public const int Petal = 3;

    public Arm Arm { get; set; } = Arm.R;

    public Flavor Flavor { get; set; } = Flavor.Science;

    public ObservingProgram Program { get; set; } = ObservingProgram.Dark;

    public double? ExposureTime { get; set; } = 1000;

    public int Fibers { get; set; } = 4;

    public double[] Wavelength { get; set; } = Sampling.Linspace(5600, 7700, 211);

    public IReadOnlyList<double> Peaks { get; set; } = [6300.0];

    /// <summary>Flux of a bin.</summary>
    public Func<int, int, double> Flux { get; set; } = (_, _) => 100;

    /// <summary>Its inverse variance.</summary>
    public Func<int, int, double> InverseVariance { get; set; } = (_, _) => 0.25;

    /// <summary>The fibermap's row of a fiber; null for a fiber that it does not have.</summary>
    public Func<int, FibermapRow?> Row { get; set; } = fiber => Target(fiber);

    /// <summary>Fibers that are known to be broken.</summary>
    public HashSet<int> Broken { get; } = [];

    /// <summary>Expected read noise of the amplifiers that were read.</summary>
    public Dictionary<Amplifier, double> ReadNoise { get; } = Amplifiers.All.ToDictionary(amplifier => amplifier, _ => 3.0);

    public static FibermapRow Target(int fiber, long bits = TargetBits.Elg, float flux = 5) =>
        new(new FiberId(new Spectrograph(Petal), fiber), "TGT", 10 + fiber, 20 + fiber, bits, flux, flux, flux)
        {
            IsStandard = (bits & TargetBits.Standard) != 0,
        };

    public static FibermapRow Sky(int fiber) =>
        new(new FiberId(new Spectrograph(Petal), fiber), "SKY", 10 + fiber, 20 + fiber, TargetBits.Sky, 0, 0, 0);

    /// <summary>Measures with a test of the default or of the original's profile.</summary>
    public static QualityTestResult Measure(
        string test,
        CameraEvidence evidence,
        bool original = false,
        params (string Key, string Json)[] parameters
    ) =>
        GoldenCamera.Succeed(
            (original ? QualityTestCatalog.Original : QualityTestCatalog.All)[test]
                .Measure(evidence, parameters.ToDictionary(pair => pair.Key, pair => JsonNode.Parse(pair.Json)!))
        );

    /// <summary>Measures what this exposure shows.</summary>
    public QualityTestResult Measure(string test, bool original = false, params (string Key, string Json)[] parameters)
    {
        using var evidence = Evidence();
        return Measure(test, evidence, original, parameters);
    }

    /// <summary>What the camera's run has after its spectra were extracted.</summary>
    public CameraEvidence Evidence()
    {
        var camera = new CameraId(Arm, new Spectrograph(Petal));
        var rows = Enumerable.Range(0, Fibers).Select(Row).OfType<FibermapRow>();
        var fibermap = new Fibermap { Rows = [.. rows], Program = Program };
        var evidence = new CameraEvidence
        {
            Night = new Night(new DateOnly(2020, 11, 7)),
            Exposure = new ExposureId(7),
            Camera = camera,
            Flavor = Flavor,
            Metadata = new ExposureMetadata { ExposureTimeSeconds = ExposureTime },
            Identity = new CameraIdentity(),
            Program = Program,
            PeakLists = new Dictionary<Arm, double[]> { [Arm] = [.. Peaks] },
            Fibers = PetalFibers.Join(new Spectrograph(Petal), Fibers, fibermap, Broken),
            Image = Image(camera),
        };
        Renew(evidence);
        return evidence;
    }

    /// <summary>Gives the evidence the spectra as they are said now.</summary>
    public void Renew(CameraEvidence evidence)
    {
        var wavelength = new Plane<double>(Fibers, Wavelength.Length);
        var (flux, inverseVariance) = (new Plane<float>(Fibers, Wavelength.Length), new Plane<float>(Fibers, Wavelength.Length));
        var (griddedFlux, griddedVariance) = (new Plane<float>(Fibers, Wavelength.Length), new Plane<float>(Fibers, Wavelength.Length));
        for (var fiber = 0; fiber < Fibers; fiber++)
        {
            Wavelength.CopyTo(wavelength.Row(fiber));
            for (var bin = 0; bin < Wavelength.Length; bin++)
            {
                flux[fiber, bin] = griddedFlux[fiber, bin] = (float)Flux(fiber, bin);
                inverseVariance[fiber, bin] = griddedVariance[fiber, bin] = (float)InverseVariance(fiber, bin);
            }
        }

        evidence.Renew(
            new FiberSpectra
            {
                Camera = evidence.Camera,
                Fibers = evidence.Fibers!.Numbers,
                Wavelength = wavelength,
                Flux = flux,
                InverseVariance = inverseVariance,
                Header = FitsHeader.Empty,
            },
            new GriddedSpectra
            {
                Wavelength = Wavelength,
                Flux = griddedFlux,
                InverseVariance = griddedVariance,
            }
        );
    }

    private CcdImage Image(CameraId camera)
    {
        const int half = 10;
        return new CcdImage
        {
            Camera = camera,
            Pixels = new Plane<float>(2 * half, 2 * half),
            InverseVariance = new Plane<float>(2 * half, 2 * half),
            Mask = new Plane<ushort>(2 * half, 2 * half),
            CosmicPixels = 0,
            HeaderAdditions = [],
            Amplifiers =
            [
                .. ReadNoise.Select(pair =>
                {
                    var section = new DetectorSection(pair.Key.IsUpper() ? half : 0, pair.Key.IsRight() ? half : 0, half, half);
                    return SmallImage.Readout(pair.Key, section, pair.Value);
                }),
            ],
        };
    }
}
