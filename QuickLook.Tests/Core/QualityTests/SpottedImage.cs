using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Reduction.Preprocessing;

namespace QuickLook.Tests.Core.QualityTests;

/// <summary>
/// An image of 80 rows and 60 columns with traces that run straight up, at columns 10, 25, 40 and 50, and one Gaussian spot per fiber and line.
/// Row = (wavelength − 6000) / 10.
/// </summary>
internal sealed class SpottedImage
{
    private const int Height = 80;
    private const int Width = 60;

    /// <summary>Columns of the fibers; between pixels, as on a real image.</summary>
    public double[] Columns { get; set; } = [10.3, 25.4, 40.2, 50.1];

    public IReadOnlyList<double> Peaks { get; set; } = [6204, 6604];

    public double Across { get; set; } = 1.1;

    public double Along { get; set; } = 1.3;

    /// <summary>Electrons in the brightest pixel of a fiber's spots.</summary>
    public Func<int, double> Amplitude { get; set; } = _ => 1000;

    /// <summary>Electrons of continuum in the brightest pixel of a row.</summary>
    public double Continuum { get; set; }

    public HashSet<int> Broken { get; } = [];

    public IReadOnlyList<Amplifier> Amplifiers { get; set; } = QuickLook.Core.Instrument.Amplifiers.All;

    /// <summary>Changes the image after the spots are in it.</summary>
    public Action<CcdImage> Then { get; set; } = _ => { };

    public QualityTestResult Measure(bool original = false, params (string Key, string Json)[] parameters)
    {
        using var evidence = Evidence();
        return SmallExposure.Measure("Calc_XWSigma", evidence, original, parameters);
    }

    public CameraEvidence Evidence()
    {
        var camera = new CameraId(Arm.R, new Spectrograph(SmallExposure.Petal));
        return new CameraEvidence
        {
            Night = new Night(new DateOnly(2020, 11, 7)),
            Exposure = new ExposureId(7),
            Camera = camera,
            Flavor = Flavor.Arc,
            Metadata = new ExposureMetadata(),
            Identity = new CameraIdentity(),
            PeakLists = new Dictionary<Arm, double[]> { [Arm.R] = [.. Peaks] },
            Fibers = PetalFibers.Join(camera.Spectrograph, Columns.Length, fibermap: null, Broken),
            CalibrationTraces = new TraceSet
            {
                X = new CoefficientTable([.. Columns.SelectMany(column => new[] { column, 0 })], 2),
                Y = new CoefficientTable([.. Columns.SelectMany(_ => new[] { 50.0, 50 })], 2),
                WaveMin = 6000,
                WaveMax = 7000,
                CcdRows = Height,
            },
            Image = Image(camera),
        };
    }

    private CcdImage Image(CameraId camera)
    {
        var image = new CcdImage
        {
            Camera = camera,
            Pixels = new Plane<float>(Height, Width),
            InverseVariance = new Plane<float>(Height, Width),
            Mask = new Plane<ushort>(Height, Width),
            CosmicPixels = 0,
            HeaderAdditions = [],
            Amplifiers =
            [
                .. Amplifiers.Select(amplifier =>
                {
                    var (height, width) = (Height * 2 / Amplifiers.Count, Width / 2);
                    var section = new DetectorSection(amplifier.IsUpper() ? height : 0, amplifier.IsRight() ? width : 0, height, width);
                    return SmallImage.Readout(amplifier, section, 3);
                }),
            ],
        };
        for (var row = 0; row < Height; row++)
        {
            for (var column = 0; column < Width; column++)
            {
                var electrons = 0.0;
                for (var fiber = 0; fiber < Columns.Length; fiber++)
                {
                    var profile = Gaussian(column - Columns[fiber], Across);
                    electrons += profile * Continuum;
                    foreach (var peak in Peaks)
                    {
                        electrons += Amplitude(fiber) * profile * Gaussian(row - ((peak - 6000) / 10), Along);
                    }
                }

                image.Pixels[row, column] = (float)electrons;
                image.InverseVariance[row, column] = (float)(1 / (electrons + 9));
            }
        }

        Then(image);
        return image;
    }

    private static double Gaussian(double distance, double sigma) => Math.Exp(-distance * distance / (2 * sigma * sigma));
}
