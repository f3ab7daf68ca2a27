using System.Collections.Immutable;
using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Instrument;
using QuickLook.Core.Reduction;
using QuickLook.Core.Reduction.Extraction;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;

namespace QuickLook.Core.Benchmarks.Kernels;

/// <summary>What kernels are given: one camera of a science exposure, an arc and a flat, as the steps before each kernel leave it.</summary>
internal sealed class KernelSubjects : IDisposable
{
    /// <summary>Exposures that are needed.</summary>
    public static readonly ImmutableArray<Flavor> Flavors = [Flavor.Science, Flavor.Arc, Flavor.Flat];

    private readonly List<IDisposable> owned = [];

    private KernelSubjects(string folder) => Folder = folder;

    /// <summary>A folder for files that a kernel reads; removed by whoever measures.</summary>
    public string Folder { get; }

    /// <summary>The science exposure's camera as read out.</summary>
    public RawCamera Raw { get; private set; } = null!;

    /// <summary>Keywords of the science exposure.</summary>
    public ExposureMetadata Metadata { get; private set; } = null!;

    /// <summary>The camera's calibrations.</summary>
    public CalibrationRecord Calibration { get; private set; } = null!;

    /// <summary>The science image before cosmic rays are looked for, masked pixels as they are.</summary>
    public CcdImage Untested { get; private set; } = null!;

    /// <summary>The science image as preprocessing leaves it.</summary>
    public CcdImage Image { get; private set; } = null!;

    /// <summary>The calibration's traces.</summary>
    public TraceSet Traces { get; private set; } = null!;

    /// <summary>Spectra of the science exposure along these traces.</summary>
    public FiberSpectra Science { get; private set; } = null!;

    /// <summary>Spectra of the arc.</summary>
    public FiberSpectra Arc { get; private set; } = null!;

    /// <summary>Spectra of the flat.</summary>
    public FiberSpectra Flat { get; private set; } = null!;

    /// <summary>The fiber of each trace.</summary>
    public ImmutableArray<FiberId> Fibers => [.. Enumerable.Range(0, Traces.FiberCount).Select(Fiber)];

    /// <summary>Runs the steps before the kernels.</summary>
    /// <param name="exposures">One of each of <see cref="Flavors"/>, all with the same cameras.</param>
    /// <param name="folder">For files that kernels read.</param>
    /// <param name="cancellationToken">Ends between steps.</param>
    /// <returns>The subjects, to be disposed by the caller; or why they cannot be had.</returns>
    public static Result<KernelSubjects> Prepare(
        IReadOnlyDictionary<Flavor, BenchmarkExposure> exposures,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var subjects = new KernelSubjects(folder);
        var science = exposures[Flavor.Science];
        var camera = science.Cameras.Where(camera => camera.Arm == Arm.R).Concat(science.Cameras).First();
        if (
            (
                subjects.ReadScience(science, camera, cancellationToken)
                ?? subjects.ReadSpectra(exposures[Flavor.Arc], exposures[Flavor.Flat], camera, cancellationToken)
            ) is
            { } failure
        )
        {
            subjects.Dispose();
            return failure;
        }

        return subjects;
    }

    /// <summary>Hears what the reduction has to say, which is of no interest here.</summary>
    /// <param name="note">What it says.</param>
    public static void Ignore(ReductionNote note)
    {
        // Nobody reads the notes of a benchmark.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var resource in owned)
        {
            resource.Dispose();
        }

        owned.Clear();
    }

    private Failure? ReadScience(BenchmarkExposure science, CameraId camera, CancellationToken cancellationToken)
    {
        if (!RawExposure.Open(science.RawFile).TryGet(out var exposure, out var failure))
        {
            return failure;
        }

        using (exposure)
        {
            Metadata = exposure.Metadata;
            if (!exposure.ReadCamera(camera).TryGet(out var raw, out failure))
            {
                return failure;
            }

            Raw = Own(raw);
        }

        if (
            !CalibrationLookup.Find(science.CalibrationRoot, camera, Raw.Identity, Metadata).TryGet(out var calibration, out failure)
            || !calibration.FilePath("PSF").Then(TraceSetFile.Read).TryGet(out var traces, out failure)
        )
        {
            return failure;
        }

        (Calibration, Traces) = (calibration, traces);
        var untested = PreprocessingOptions.QuickLook with { RejectCosmicRays = false, ZeroMaskedPixels = false };
        if (
            !Preprocess(untested, cancellationToken).TryGet(out var before, out failure)
            || !Preprocess(PreprocessingOptions.QuickLook, cancellationToken).TryGet(out var after, out failure)
        )
        {
            return failure;
        }

        (Untested, Image) = (Own(before), Own(after));
        if (!Extract(Image, cancellationToken).TryGet(out var spectra, out failure))
        {
            return failure;
        }

        Science = Own(spectra);
        return null;
    }

    private Failure? ReadSpectra(BenchmarkExposure arc, BenchmarkExposure flat, CameraId camera, CancellationToken cancellationToken)
    {
        if (
            !SpectraOf(arc, camera, cancellationToken).TryGet(out var lines, out var failure)
            || !SpectraOf(flat, camera, cancellationToken).TryGet(out var lamp, out failure)
        )
        {
            return failure;
        }

        (Arc, Flat) = (Own(lines), Own(lamp));
        return null;
    }

    private Result<FiberSpectra> SpectraOf(BenchmarkExposure source, CameraId camera, CancellationToken cancellationToken)
    {
        if (!RawExposure.Open(source.RawFile).TryGet(out var exposure, out var failure))
        {
            return failure;
        }

        using (exposure)
        {
            if (!exposure.ReadCamera(camera).TryGet(out var raw, out failure))
            {
                return failure;
            }

            using (raw)
            {
                var options = PreprocessingOptions.QuickLook;
                if (
                    !Preprocessor
                        .Run(raw, exposure.Metadata, Calibration, options, Ignore, cancellationToken)
                        .TryGet(out var image, out failure)
                )
                {
                    return failure;
                }

                using (image)
                {
                    return Extract(image, cancellationToken);
                }
            }
        }
    }

    private Result<CcdImage> Preprocess(PreprocessingOptions options, CancellationToken cancellationToken) =>
        Preprocessor.Run(Raw, Metadata, Calibration, options, Ignore, cancellationToken);

    private Result<FiberSpectra> Extract(CcdImage image, CancellationToken cancellationToken) =>
        BoxcarExtraction.Extract(image, Traces, Fibers, FitsHeader.Empty, BoxcarExtraction.DefaultWidth, cancellationToken);

    private FiberId Fiber(int index) => new(Raw.Camera.Spectrograph, index);

    private T Own<T>(T resource)
        where T : IDisposable
    {
        owned.Add(resource);
        return resource;
    }
}
