using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Instrument;
using QuickLook.Core.Reduction.ArcLines;
using QuickLook.Core.Reduction.Extraction;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Reduction.Sky;
using QuickLook.Core.Reduction.Traces;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// What quality tests can look at: what was asked for, what the headers say, and what the steps have made so far. The camera's run
/// owns it, adds to it between steps, and disposes it with everything that it holds.
/// </summary>
public sealed class CameraEvidence : IDisposable
{
    private FiberSpectra? spectra;

    /// <summary>What a test answers that needs the preprocessed image when there is none.</summary>
    internal static Failure NotPreprocessed { get; } = new("there is no preprocessed image to measure; the step Preproc has not run");

    /// <summary>What a test answers that needs spectra when there are none.</summary>
    internal static Failure NotExtracted { get; } = new("there are no spectra to measure; the step Extract_QP has not run");

    /// <summary>The night that was asked for.</summary>
    public required Night Night { get; init; }

    /// <summary>The exposure that was asked for.</summary>
    public required ExposureId Exposure { get; init; }

    /// <summary>The camera that was asked for.</summary>
    public required CameraId Camera { get; init; }

    /// <summary>The flavor whose recipe runs.</summary>
    public required Flavor Flavor { get; init; }

    /// <summary>Exposure keywords of the raw exposure.</summary>
    public required ExposureMetadata Metadata { get; init; }

    /// <summary>The camera's own words about itself, from its merged header.</summary>
    public required CameraIdentity Identity { get; init; }

    /// <summary>Which parts of the exposure are on disk.</summary>
    public ExposureParts Parts { get; init; } = new();

    /// <summary>The program that chooses references and types of targets: the fibermap's, else the raw exposure's.</summary>
    public ObservingProgram Program { get; init; }

    /// <summary>Wavelengths of the lines to look at by arm, Angstrom; set by the step Initialize. An arm may be missing.</summary>
    public IReadOnlyDictionary<Arm, double[]> PeakLists { get; set; } = new Dictionary<Arm, double[]>();

    /// <summary>Wavelengths of this arm's lines to look at, Angstrom.</summary>
    public IReadOnlyList<double> Peaks => PeakLists.GetValueOrDefault(Camera.Arm, []);

    /// <summary>The preprocessed image; null before the step Preproc.</summary>
    public CcdImage? Image { get; set; }

    /// <summary>The traces of the calibration; null when there are none, as for zeros and darks.</summary>
    public TraceSet? CalibrationTraces { get; set; }

    /// <summary>The fibers that the traces stand for, with their targets; null when there are no traces.</summary>
    public PetalFibers? Fibers { get; set; }

    /// <summary>How far the image stands from the calibration traces; null before the step Flexure.</summary>
    public TraceShifts? Shifts { get; set; }

    /// <summary>The traces that fit this image; null before the step Flexure.</summary>
    public TraceSet? Traces { get; set; }

    /// <summary>The spectra as the last step left them; null before the step Extract_QP.</summary>
    public SpectralFrame? Frame { get; private set; }

    /// <summary>The sky that was subtracted; null before the step SkySub_QP.</summary>
    public SkyModel? Sky { get; set; }

    /// <summary>Widths of the lamp lines; null before the step ResolutionFit.</summary>
    public ArcLineFit? ArcLines { get; set; }

    /// <summary>The fiber flat that was made of this exposure; null before the step ComputeFiberflat_QP.</summary>
    public FiberFlat? FiberFlat { get; set; }

    /// <summary>Exposure time in seconds; NaN when it is missing or not above 0, so that what is divided by it has no value.</summary>
    internal double ExposureTime =>
        Metadata.ExposureTimeSeconds is > 0 and < double.PositiveInfinity and { } seconds ? seconds : double.NaN;

    /// <summary>Takes over new spectra, or the same ones after a step has changed them.</summary>
    /// <param name="changed">The spectra; owned from now on.</param>
    public void Renew(FiberSpectra changed)
    {
        Frame?.Dispose();
        if (!ReferenceEquals(spectra, changed))
        {
            spectra?.Dispose();
            spectra = changed;
        }

        Frame = new SpectralFrame(changed);
    }

    /// <summary>Takes over new spectra whose form on a common grid is known already.</summary>
    /// <param name="changed">The spectra; owned from now on.</param>
    /// <param name="gridded">The same on one grid; owned from now on.</param>
    internal void Renew(FiberSpectra changed, GriddedSpectra gridded)
    {
        Renew(changed);
        Frame = new SpectralFrame(changed, gridded);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Image?.Dispose();
        Frame?.Dispose();
        spectra?.Dispose();
        Sky?.Dispose();
        ArcLines?.Dispose();
        FiberFlat?.Dispose();
    }
}
