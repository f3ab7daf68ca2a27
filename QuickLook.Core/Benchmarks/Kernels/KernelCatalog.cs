using QuickLook.Core.Fits;
using QuickLook.Core.Reduction.ArcLines;
using QuickLook.Core.Reduction.Extraction;
using QuickLook.Core.Reduction.FiberFlats;
using QuickLook.Core.Reduction.Traces;

namespace QuickLook.Core.Benchmarks.Kernels;

/// <summary>The algorithms that are measured by themselves, in the order of a run.</summary>
internal static class KernelCatalog
{
    private const int HalfWindow = 5;

    /// <summary>All kernels.</summary>
    /// <param name="subjects">What they work on; must outlive them.</param>
    public static IEnumerable<Kernel> Of(KernelSubjects subjects) =>
        [
            .. RiceKernels.Of(subjects),
            .. PreprocessingKernels.Of(subjects),
            .. SpectraKernels(subjects),
            .. SmallFitKernels.Of(subjects.Science.Bins),
        ];

    private static IEnumerable<Kernel> SpectraKernels(KernelSubjects subjects)
    {
        var (image, traces, fibers) = (subjects.Image, subjects.Traces, subjects.Fibers);
        var spectra = $"{traces.FiberCount} fibers, {image.Height} rows";
        yield return new Kernel(
            "boxcar extraction",
            spectra,
            () =>
                BoxcarExtraction
                    .Extract(image, traces, fibers, FitsHeader.Empty, BoxcarExtraction.DefaultWidth, CancellationToken.None)
                    .Value.Dispose()
        );
        yield return new Kernel("trace shifts in x", spectra, () => CrossDispersionShifts.Measure(image, traces, CancellationToken.None));
        yield return new Kernel(
            "trace shifts in y",
            spectra,
            () => DispersionShifts.Measure(subjects.Science, traces, CancellationToken.None)
        );
        yield return new Kernel("flux resampling", spectra, () => CommonGrid.Resample(subjects.Science).Dispose());
        yield return new Kernel(
            "fiber flat",
            spectra,
            () => FiberFlatFit.Fit(subjects.Flat, KernelSubjects.Ignore, CancellationToken.None).Dispose()
        );
        yield return new Kernel(
            "lamp lines",
            $"{traces.FiberCount} fibers, {LampLines.Of(subjects.Arc.Camera.Arm).Length} lines",
            () => ArcLineFitter.Fit(subjects.Arc, traces, HalfWindow, LineSelection.Inside, CancellationToken.None).Value.Dispose()
        );
    }
}
