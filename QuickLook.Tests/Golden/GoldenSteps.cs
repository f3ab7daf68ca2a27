using System.Collections.Immutable;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Reduction;
using QuickLook.Core.Reduction.Extraction;
using QuickLook.Core.Reduction.Traces;

namespace QuickLook.Tests.Golden;

/// <summary>A golden camera taken through the reduction step by step, without engine and recipe.</summary>
public sealed class GoldenSteps : IDisposable
{
    private GoldenSteps(GoldenCamera golden, CameraEvidence evidence, TraceSet calibration)
    {
        Golden = golden;
        Evidence = evidence;
        CalibrationTraces = calibration;
        var fibermap = GoldenCamera.Succeed(Fibermap.Read(golden.Set.FibermapFile(golden.Exposure)));
        Fibers = PetalFibers.Join(golden.Camera.Spectrograph, calibration.FiberCount, fibermap, ImmutableHashSet<int>.Empty);
    }

    public GoldenCamera Golden { get; }

    public CameraEvidence Evidence { get; }

    public TraceSet CalibrationTraces { get; }

    public PetalFibers Fibers { get; }

    public List<ReductionNote> Notes { get; } = [];

    public static GoldenSteps Preprocess(string set, int exposure, string camera)
    {
        var golden = GoldenCamera.Of(set, exposure, camera);
        return new GoldenSteps(golden, golden.Preprocess(), GoldenCamera.Succeed(TraceSetFile.Read(CalibrationPath(golden, "psf"))));
    }

    public static string CalibrationPath(GoldenCamera golden, string kind) =>
        Path.Combine(golden.Set.CalibrationRoot, "spec", "sp0", $"{kind}-{golden.Camera}.fits.gz");

    public FlexedTraces Flex()
    {
        using var spectra = Extract(CalibrationTraces);
        var shifts = Flexure.Measure(Evidence.Image!, CalibrationTraces, spectra, CancellationToken.None);
        return GoldenCamera.Succeed(Flexure.Adjust(CalibrationTraces, shifts, Evidence.Image!.Width, Notes.Add));
    }

    public TraceSet ExpectedTraces() =>
        GoldenCamera.Succeed(TraceSetFile.Read(Golden.Set.ExpectedFrame("psf", Golden.Camera.ToString(), Golden.Exposure)));

    public FiberSpectra Extract(TraceSet traces) =>
        GoldenCamera.Succeed(
            BoxcarExtraction.Extract(
                Evidence.Image!,
                traces,
                Fibers.Numbers,
                FitsHeader.Empty,
                BoxcarExtraction.DefaultWidth,
                CancellationToken.None
            )
        );

    public void Dispose() => Evidence.Dispose();
}
