using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Results;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>One camera while it is preprocessed. Owns all planes until they are handed over.</summary>
internal sealed class PreprocessingWork : IDisposable
{
    private readonly RawCamera raw;
    private readonly CalibrationRecord calibration;
    private readonly PreprocessingOptions options;
    private readonly Action<ReductionNote> note;
    private readonly CancellationToken cancellationToken;
    private readonly Plane<float> pixels;
    private readonly Plane<float> inverseVariance;
    private readonly Plane<ushort> mask;
    private readonly List<AmplifierWork> amplifiers = [];
    private int cosmicPixels;
    private bool isHandedOver;

    /// <summary>Takes memory for the trimmed image. Pixels that no amplifier covers stay 0 and have no weight.</summary>
    public PreprocessingWork(
        RawCamera raw,
        CalibrationRecord calibration,
        PreprocessingOptions options,
        Action<ReductionNote> note,
        CancellationToken cancellationToken
    )
    {
        this.raw = raw;
        this.calibration = calibration;
        this.options = options;
        this.note = note;
        this.cancellationToken = cancellationToken;
        var (height, width) = (raw.CcdHeight, raw.CcdWidth);
        var isCovered = raw.Amplifiers.Sum(amplifier => (long)amplifier.Ccd.Height * amplifier.Ccd.Width) == (long)height * width;
        pixels = new Plane<float>(height, width, clear: !isCovered);
        inverseVariance = new Plane<float>(height, width, clear: !isCovered);
        mask = new Plane<ushort>(height, width);
    }

    /// <summary>All steps in order.</summary>
    /// <param name="metadata">The exposure's keywords.</param>
    /// <returns>What went wrong; null on success.</returns>
    public Failure? Do(ExposureMetadata metadata) =>
        StartMask(metadata) ?? ReadAmplifiers() ?? CorrectCrosstalk() ?? SubtractDark() ?? DividePixelFlat() ?? Finish();

    /// <summary>The image; whoever takes it owns its planes.</summary>
    public CcdImage HandOver()
    {
        isHandedOver = true;
        return new CcdImage
        {
            Camera = raw.Camera,
            Pixels = pixels,
            InverseVariance = inverseVariance,
            Mask = mask,
            Amplifiers = [.. amplifiers.Select(amplifier => amplifier.Readout)],
            CosmicPixels = cosmicPixels,
            HeaderAdditions = [.. amplifiers.SelectMany(amplifier => PreprocessingKeywords.Of(amplifier.Readout))],
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isHandedOver)
        {
            return;
        }

        pixels.Dispose();
        inverseVariance.Dispose();
        mask.Dispose();
        foreach (var amplifier in amplifiers)
        {
            amplifier.Readout.Overscan.Dispose();
        }
    }

    private Failure? StartMask(ExposureMetadata metadata)
    {
        if (options.ApplyMaskImage && ImageMask.AddMaskImage(mask, calibration) is { } unread)
        {
            return unread;
        }

        if (calibration.Root.Length == 0 || metadata is not { Night: { } night, Exposure: { } exposure })
        {
            return null;
        }

        if (!BadRegion.Read(calibration.Root, night, exposure, raw.Camera).TryGet(out var regions, out var failure))
        {
            return failure;
        }

        ImageMask.AddRegions(mask, regions);
        return null;
    }

    private Failure? ReadAmplifiers()
    {
        if (!options.SubtractBiasImage)
        {
            return ReadAmplifiers(raw.Pixels);
        }

        if (!CalibrationImage.Read(calibration, "BIAS", raw.Pixels.Height, raw.Pixels.Width).TryGet(out var bias, out var failure))
        {
            return failure;
        }

        using (bias)
        {
            var difference = bias.Pixels.Span;
            System.Numerics.Tensors.TensorPrimitives.Subtract(raw.Pixels.Span, difference, difference);
            return ReadAmplifiers(bias.Pixels);
        }
    }

    private Failure? ReadAmplifiers(Plane<float> adu)
    {
        foreach (var amplifier in raw.Amplifiers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!AmplifierWork.Measure(raw.Camera, adu, amplifier, mask, calibration, options, note).TryGet(out var work, out var failure))
            {
                return failure;
            }

            amplifiers.Add(work);
            AmplifierConversion.Convert(adu, work.Readout, work.Levels, work.RowReadNoises, pixels, inverseVariance, mask);
        }

        return null;
    }

    private Failure? CorrectCrosstalk()
    {
        if (!options.CorrectCrosstalk)
        {
            return null;
        }

        if (!Crosstalk.Correct(pixels, raw.Amplifiers, calibration).TryGet(out var pairs, out var failure))
        {
            return failure;
        }

        if (pairs.Count > 0)
        {
            note(new ReductionNote(NoteSeverity.Info, $"Camera {raw.Camera} crosstalk corrected for amplifiers {string.Join(' ', pairs)}"));
            foreach (var amplifier in amplifiers)
            {
                ImageVariance.Recompute(pixels, amplifier.RowReadNoises, amplifier.Readout.Amplifier.Ccd, inverseVariance, mask);
            }
        }

        return null;
    }

    private Failure? SubtractDark()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!options.SubtractDark || calibration.Text("DARK") is null)
        {
            return null;
        }

        var readouts = amplifiers.ConvertAll(amplifier => amplifier.Readout);
        if (!DarkSubtraction.Subtract(pixels, readouts, calibration, raw.Header, note).TryGet(out var darkNoises, out var failure))
        {
            return failure;
        }

        for (var i = 0; i < amplifiers.Count; i++)
        {
            ImageVariance.Add(inverseVariance, readouts[i].Amplifier.Ccd, darkNoises[i] * darkNoises[i]);
            amplifiers[i] = amplifiers[i] with { DarkNoise = darkNoises[i] };
        }

        return null;
    }

    private Failure? DividePixelFlat() =>
        options.DividePixelFlat ? PixelFlatDivision.Apply(pixels, inverseVariance, mask, calibration) : null;

    private Failure? Finish()
    {
        foreach (var amplifier in amplifiers)
        {
            amplifier.MaskIfBad(raw.Camera, mask, options, note);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (options.RejectCosmicRays)
        {
            var parameters = options.CosmicRays ?? CosmicRayParameters.For(raw.Camera.Arm);
            cosmicPixels = CosmicRays.Mask(pixels, inverseVariance, mask, parameters, note, cancellationToken);
        }

        if (options.ZeroMaskedPixels)
        {
            ImageMask.Apply(mask, pixels);
        }

        return null;
    }
}
