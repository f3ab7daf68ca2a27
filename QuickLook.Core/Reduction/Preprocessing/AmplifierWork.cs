using System.Globalization;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>One amplifier while its camera is preprocessed.</summary>
/// <param name="Readout">What was measured.</param>
/// <param name="Levels">Bias level to subtract from each row, ADU.</param>
/// <param name="RowReadNoises">Read noise of each row, electrons.</param>
internal sealed record AmplifierWork(AmplifierReadout Readout, double[] Levels, double[] RowReadNoises)
{
    private const double MuchLess = 0.5;
    private const double Less = 0.9;
    private const double More = 1.2;
    private const double MuchMore = 2;

    /// <summary>Noise that the subtracted dark adds, electrons.</summary>
    public double DarkNoise { get; init; }

    /// <summary>Measures level and noise, and says what is found.</summary>
    /// <param name="camera">Whose amplifier it is.</param>
    /// <param name="adu">The raw image.</param>
    /// <param name="amplifier">The amplifier.</param>
    /// <param name="mask">The trimmed image's mask so far.</param>
    /// <param name="calibration">The camera's record.</param>
    /// <param name="options">What to do.</param>
    /// <param name="note">Hears what is found.</param>
    /// <returns>The amplifier; or the failure that names the keyword.</returns>
    public static Result<AmplifierWork> Measure(
        CameraId camera,
        Plane<float> adu,
        RawAmplifier amplifier,
        Plane<ushort> mask,
        CalibrationRecord calibration,
        PreprocessingOptions options,
        Action<ReductionNote> note
    )
    {
        if (!AmplifierSettings.Of(amplifier, calibration).TryGet(out var settings, out var failure))
        {
            return failure.In($"camera {camera}");
        }

        var maskedRows = ImageMask.WholeRows(mask, amplifier.Ccd);
        if (OverscanMeasurement.Of(adu, amplifier, maskedRows, options.PerRowAboveStep) is not { } overscan)
        {
            return new Failure("no pixel of the overscan has a value", $"camera {camera}, BIASSEC{amplifier.KeywordSuffix}");
        }

        var readout = new AmplifierReadout
        {
            Amplifier = amplifier,
            BiasLevel = overscan.Level,
            ReadNoise = overscan.Noise * settings.Gain,
            OverscanStep = overscan.Step,
            Method = overscan.Method,
            HasReadNoisePerRow = calibration.IsOn("READNOISEPERROW"),
            Gain = settings.Gain,
            SaturationLevel = settings.SaturationLevel,
            Overscan = OverscanElectrons(adu, amplifier.Bias, overscan.Levels, settings.Gain),
        };
        Report(camera, readout, overscan, note);
        return new AmplifierWork(readout, overscan.Levels, RowNoises(readout, overscan));
    }

    /// <summary>Masks the whole amplifier when its noise or the steps of its level make it useless.</summary>
    /// <param name="camera">Whose amplifier it is.</param>
    /// <param name="mask">The trimmed image's mask; changed.</param>
    /// <param name="options">The limits.</param>
    /// <param name="note">Hears why.</param>
    public void MaskIfBad(CameraId camera, Plane<ushort> mask, PreprocessingOptions options, Action<ReductionNote> note)
    {
        var noise = Math.Sqrt((Readout.ReadNoise * Readout.ReadNoise) + (DarkNoise * DarkNoise));
        var reason =
            noise > options.BadAboveReadNoise
                ? string.Create(CultureInfo.InvariantCulture, $"read noise of {noise:F1} e- is above {options.BadAboveReadNoise} e-")
            : Readout.OverscanStep > options.BadAboveStep
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"overscan step of {Readout.OverscanStep:F1} ADU is above {options.BadAboveStep} ADU"
                )
            : null;
        if (reason is not null)
        {
            ImageMask.Set(mask, Readout.Amplifier.Ccd, CcdMask.BadReadNoise);
            note(new ReductionNote(NoteSeverity.Warning, $"Camera {camera} amp {Readout.Amplifier.KeywordSuffix} is masked: {reason}"));
        }
    }

    private static double[] RowNoises(AmplifierReadout readout, OverscanMeasurement overscan)
    {
        var noises = new double[overscan.RowNoises.Length];
        for (var row = 0; row < noises.Length; row++)
        {
            // A row of equal pixels has no noise of its own.
            var isOwn = readout.HasReadNoisePerRow && overscan.RowNoises[row] > 0;
            noises[row] = isOwn ? overscan.RowNoises[row] * readout.Gain : readout.ReadNoise;
        }

        return noises;
    }

    private static Plane<float> OverscanElectrons(Plane<float> adu, DetectorSection section, double[] levels, double gain)
    {
        var overscan = new Plane<float>(section.Height, section.Width, clear: false);
        for (var row = 0; row < section.Height; row++)
        {
            var source = adu.Row(section.Row + row).Slice(section.Column, section.Width);
            var target = overscan.Row(row);
            for (var column = 0; column < target.Length; column++)
            {
                target[column] = (float)((source[column] - levels[row]) * gain);
            }
        }

        return overscan;
    }

    private static void Report(CameraId camera, AmplifierReadout readout, OverscanMeasurement overscan, Action<ReductionNote> note)
    {
        var who = $"Camera {camera} amp {readout.Amplifier.KeywordSuffix}";
        Say(
            NoteSeverity.Info,
            string.Create(CultureInfo.InvariantCulture, $"overscan max-min per row (OSTEP) = {readout.OverscanStep:F6} ADU")
        );
        Say(NoteSeverity.Info, readout.Method == OverscanMethod.PerRow ? "subtracting overscan per row" : "subtracting average overscan");
        if (overscan.UnusableRows > 0)
        {
            Say(NoteSeverity.Warning, $"overscan of {overscan.UnusableRows} rows cannot be used; their level is interpolated");
        }

        if (overscan.FallbackRows > 0)
        {
            Say(
                NoteSeverity.Warning,
                $"overscan of {overscan.FallbackRows} rows has too many equal pixels to be clipped; their plain median is used"
            );
        }

        var level = string.Create(
            CultureInfo.InvariantCulture,
            $"measured overscan = {readout.BiasLevel:F3} ADU, read noise = {readout.ReadNoise:F3} e-"
        );
        if (readout.Amplifier.ExpectedReadNoise is not { } expected || !(expected > 0))
        {
            Say(NoteSeverity.Info, level);
            return;
        }

        var severity = (readout.ReadNoise / expected) switch
        {
            < MuchLess or > MuchMore => NoteSeverity.Error,
            < Less or > More => NoteSeverity.Warning,
            _ => NoteSeverity.Info,
        };
        Say(
            severity,
            severity == NoteSeverity.Info ? level : string.Create(CultureInfo.InvariantCulture, $"{level}; {expected:F3} e- is expected")
        );

        void Say(NoteSeverity severity, string text) => note(new ReductionNote(severity, $"{who} {text}"));
    }
}
