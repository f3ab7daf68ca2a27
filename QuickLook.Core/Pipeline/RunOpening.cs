using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.Pipeline.Products;
using QuickLook.Core.Pipeline.Steps;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline;

/// <summary>
/// What comes before the first step: checks that the files of a run exist and opens them, in the words and the order of desi_quicklook (pipeline.md
/// 6.2). Only what every step needs is a failure here; a missing fibermap or calibration costs what needs it.
/// </summary>
internal sealed class RunOpening
{
    /// <summary>How a file that is not there is named, its path behind.</summary>
    public const string MissingFile = "File does not exist: ";

    private readonly CameraRunRequest request;
    private readonly RunReporter reporter;
    private readonly KnownDefects defects;
    private readonly ProductChoice products;
    private readonly SharedFiles files;

    public RunOpening(CameraRunRequest request, RunReporter reporter, KnownDefects defects, ProductChoice products, SharedFiles files)
    {
        this.request = request;
        this.reporter = reporter;
        this.defects = defects;
        this.products = products;
        this.files = files;
    }

    private bool HasFibers => request.Flavor is Flavor.Science or Flavor.Arc or Flavor.Flat;

    /// <summary>Checks and opens.</summary>
    /// <returns>The table of the run, to be disposed by the caller; or why nothing can be run.</returns>
    public Result<Workbench> Open()
    {
        Say("Checking if all the necessary files exist.");
        if (!File.Exists(request.RawFile))
        {
            return new Failure($"{MissingFile}{request.RawFile}");
        }

        if (!RawExposure.Open(request.RawFile).TryGet(out var exposure, out var failure))
        {
            reporter.Info($"Reading input file {request.RawFile}");
            return failure;
        }

        using (exposure)
        {
            var calibration = new CalibrationFiles(
                exposure
                    .ReadIdentity(request.Camera)
                    .Then(identity => CalibrationLookup.Find(request.CalibrationRoot, request.Camera, identity, exposure.Metadata)),
                files
            );
            CheckFiles(calibration);
            reporter.Info($"Reading input file {request.RawFile}");
            if (!exposure.ReadCamera(request.Camera).TryGet(out var raw, out failure))
            {
                return exposure.Damage is { } damage
                    ? failure with
                    {
                        Reason = $"{failure.Reason} (the file is damaged: {damage.Reason})",
                    }
                    : failure;
            }

            var fibermap = ReadFibermap();
            if (request.Flavor == Flavor.Science && calibration.PathOf(CalibrationFiles.FiberFlatKey).TryGet(out var flat, out _))
            {
                reporter.Info($"Reading FiberFlat {flat}");
                calibration.LoadFiberFlat();
            }

            reporter.Info("Finished reading all static files");
            return new Workbench
            {
                Request = request,
                Reporter = reporter,
                Metadata = exposure.Metadata,
                Fibermap = fibermap,
                Calibration = calibration,
                Defects = defects,
                Products = new ProductDesk(request, products, reporter),
                Raw = raw,
                Evidence = new CameraEvidence
                {
                    Night = request.Night,
                    Exposure = request.Exposure,
                    Camera = request.Camera,
                    Flavor = request.Flavor,
                    Metadata = exposure.Metadata,
                    Identity = raw.Identity,
                    Parts = new ExposureParts
                    {
                        Present = exposure.Cameras,
                        Expected = request.ExpectedCameras,
                        Damage = exposure.Damage?.ToString(),
                        HasFibermap = fibermap is not null,
                        IsArriving = request.IsArriving,
                    },
                    Program = fibermap is { Program.IsEmpty: false } ? fibermap.Program : exposure.Metadata.Program,
                },
            };
        }
    }

    private void Say(string text, RunLogLevel level = RunLogLevel.Info) => reporter.Log(RunReporter.Setup, level, text);

    private void CheckFiles(CalibrationFiles calibration)
    {
        var isComplete = true;
        if (request.Flavor is Flavor.Science or Flavor.Flat)
        {
            Say($"File check: Okay: {request.RawFile}");
            isComplete &= Check(
                request.FibermapFile is { } fibermap && File.Exists(fibermap) ? fibermap : new Failure("there is no fibermap"),
                "what needs to know the targets is not computed"
            );
        }

        if (request.Flavor == Flavor.Science)
        {
            isComplete &= Check(calibration.PathOf(CalibrationFiles.FiberFlatKey), "the step that needs it will fail");
        }

        if (isComplete)
        {
            Say($"All necessary files exist for {request.Flavor.ConfigurationName()} configuration.");
        }
    }

    private bool Check(Result<string> file, string consequence)
    {
        if (file.TryGet(out var path, out var missing))
        {
            Say($"File check: Okay: {path}");
            return true;
        }

        Say($"File check: {missing}; {consequence}", RunLogLevel.Warning);
        return false;
    }

    /// <summary>A fibermap that is missing or cannot be read costs what needs targets, not the run.</summary>
    private Fibermap? ReadFibermap()
    {
        var path = HasFibers ? request.FibermapFile : null;
        reporter.Info($"Reading fiberMap file {path ?? "None"}");
        if (path is null)
        {
            return null;
        }

        if (!files.Fibermaps.Read(path).TryGet(out var fibermap, out var failure))
        {
            reporter.Log(RunReporter.QuickLook, RunLogLevel.Warning, $"The fibermap cannot be used: {failure}");
            return null;
        }

        foreach (var fault in fibermap.Faults)
        {
            reporter.Log(RunReporter.QuickLook, RunLogLevel.Warning, $"Fibermap: {fault}");
        }

        return fibermap;
    }
}
