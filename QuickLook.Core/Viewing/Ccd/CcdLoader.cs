using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Imaging;
using QuickLook.Core.Reduction;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;

namespace QuickLook.Core.Viewing.Ccd;

/// <summary>Makes pictures from raw files: reads, preprocesses, shrinks.</summary>
internal sealed class CcdLoader(ICcdExposures exposures, string calibrationRoot, TimeProvider time)
{
    /// <summary>Makes one picture.</summary>
    /// <param name="id">Which.</param>
    /// <param name="stage">Hears how far it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The picture, held once by the caller; or why there is none.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Result<CcdPicture>> LoadAsync(CcdImageId id, Action<CcdLoadStage> stage, CancellationToken cancellationToken)
    {
        stage(CcdLoadStage.Opening);
        var started = time.GetTimestamp();
        if (!(await exposures.FindAsync(id.ProcessId, cancellationToken)).TryGet(out var exposure, out var failure))
        {
            return failure;
        }

        if (!RawFiles.Open(exposure).TryGet(out var raw, out failure))
        {
            return failure;
        }

        using (raw)
        {
            stage(CcdLoadStage.Reading);
            return raw.ReadCamera(id.Camera).Then(camera => Make(new Order(id, exposure, raw, camera, started), stage, cancellationToken));
        }
    }

    private Result<CcdPicture> Make(Order order, Action<CcdLoadStage> stage, CancellationToken cancellationToken)
    {
        // What no picture has taken over is given back here, whatever happens.
        using var planes = new Planes();
        var camera = order.Camera;
        if (order.Id.Kind == CcdImageKind.Raw)
        {
            planes.Pixels = camera.Pixels;
            planes.Marks = CcdMarks.Of(camera);
            stage(CcdLoadStage.Shrinking);
            return Finish(order, planes, [.. camera.Amplifiers.Select(OfRaw)], string.Empty, [], cancellationToken);
        }

        using (camera)
        {
            stage(CcdLoadStage.Preprocessing);
            cancellationToken.ThrowIfCancellationRequested();
            var metadata = order.Raw.Metadata;
            if (
                !CalibrationLookup
                    .Find(calibrationRoot, camera.Camera, camera.Identity, metadata)
                    .TryGet(out var calibration, out var failure)
            )
            {
                return failure;
            }

            var warnings = new List<string>();
            var made = Preprocessor.Run(
                camera,
                metadata,
                calibration,
                PreprocessingOptions.QuickLook,
                note =>
                {
                    if (note.Severity != NoteSeverity.Info)
                    {
                        warnings.Add(note.Text);
                    }
                },
                cancellationToken
            );
            if (!made.TryGet(out var image, out failure))
            {
                return failure;
            }

            planes.Pixels = image.Pixels;
            using (image.InverseVariance)
            using (image.Mask)
            {
                planes.Marks = CcdMarks.Of(image.Mask);
                foreach (var readout in image.Amplifiers)
                {
                    readout.Overscan.Dispose();
                }
            }

            stage(CcdLoadStage.Shrinking);
            return Finish(
                order,
                planes,
                [.. image.Amplifiers.Select(OfReadout)],
                $"{calibration.Source} {calibration.Version}",
                warnings,
                cancellationToken
            );
        }
    }

    private CcdPicture Finish(
        Order order,
        Planes planes,
        ImmutableArray<CcdAmplifier> amplifiers,
        string calibration,
        List<string> warnings,
        CancellationToken cancellationToken
    )
    {
        var distribution = PixelDistribution.Of(planes.Pixels!);
        var marked = Count(planes.Marks!);
        if (order.Raw.Damage is { } damage)
        {
            warnings.Add($"The raw file is damaged after this camera: {damage}");
        }

        var pyramid = ImagePyramid.Build(planes.Pixels!, cancellationToken);
        planes.Pixels = null;
        planes.Pyramid = pyramid;
        var marks = MarkPyramid.Build(planes.Marks!, cancellationToken);
        planes.Marks = null;
        planes.Pyramid = null;
        return new CcdPicture(pyramid, marks)
        {
            Id = order.Id,
            Exposure = order.Exposure.Exposure,
            Stamp = StampOf(order, calibration),
            Distribution = distribution,
            Amplifiers = amplifiers,
            Identity = order.Camera.Identity,
            CcdSize = (order.Camera.CcdHeight, order.Camera.CcdWidth),
            MarkedPixels = marked,
            Warnings = [.. warnings],
            LoadTime = time.GetElapsedTime(order.Started),
        };
    }

    private static string StampOf(Order order, string calibration)
    {
        var file = new FileInfo(order.Raw.Path);
        var (length, changed) = file.Exists ? (file.Length, file.LastWriteTimeUtc.Ticks) : (0, 0);
        var text = string.Create(CultureInfo.InvariantCulture, $"{order.Id}|{order.Raw.Path}|{length}|{changed}|{calibration}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }

    private static ImmutableArray<int> Count(Plane<byte> marks)
    {
        var counts = new int[CcdMarks.All.Length];
        foreach (var bits in marks.Span)
        {
            for (var i = 0; bits != 0 && i < counts.Length; i++)
            {
                counts[i] += (bits & (int)CcdMarks.All[i].Mark) == 0 ? 0 : 1;
            }
        }

        return [.. counts];
    }

    private static CcdAmplifier OfRaw(RawAmplifier amplifier) =>
        new(amplifier, amplifier.Data) { Gain = amplifier.Gain, Saturation = amplifier.SaturationLevel };

    private static CcdAmplifier OfReadout(AmplifierReadout readout) =>
        new(readout.Amplifier, readout.Amplifier.Ccd)
        {
            Gain = readout.Gain,
            ReadNoise = readout.ReadNoise,
            BiasLevel = readout.BiasLevel,
            Saturation = readout.SaturationElectrons,
        };

    private sealed record Order(CcdImageId Id, CcdExposure Exposure, RawExposure Raw, RawCamera Camera, long Started);

    private sealed class Planes : IDisposable
    {
        public Plane<float>? Pixels { get; set; }

        public Plane<byte>? Marks { get; set; }

        public ImagePyramid? Pyramid { get; set; }

        public void Dispose()
        {
            Pixels?.Dispose();
            Marks?.Dispose();
            Pyramid?.Dispose();
        }
    }
}
