using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Options;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;

namespace QuickLook.Core.Viewing.Spectra;

/// <summary>
/// Finds the files of spectra below the folder of a process. Which fibers a file holds is remembered for as long as the file stays as it is; spectra are read each
/// time, which takes a few reads of some kilobytes.
/// </summary>
/// <param name="processes">Which processes there are.</param>
/// <param name="options">Where their products are.</param>
public sealed class SpectraShelf(IProcessList processes, IOptions<ViewingOptions> options) : ISpectraShelf
{
    // Lists are a five-hundredth of their files: of some 300 full-size files, about 30 MB are kept.
    private const long RememberedFileBytes = 10L << 30;

    private readonly FileCache<CameraSpectra> files = new(RememberedFileBytes, path => SpectraFile.List(path, CameraOf(path)));

    /// <inheritdoc/>
    public async Task<Result<ExposureSpectra>> ListAsync(long processId, CancellationToken cancellationToken)
    {
        var found = await processes.FindAsync(processId, cancellationToken).ConfigureAwait(false);
        return found.TryGet(out var record, out var failure)
            ? await Task.Run(() => List(record, cancellationToken), cancellationToken).ConfigureAwait(false)
            : failure;
    }

    /// <inheritdoc/>
    public Task<Result<FiberSpectrum>> ReadAsync(CameraSpectra spectra, FiberId fiber, CancellationToken cancellationToken) =>
        // Listed again when it is another file by now, so that rows and fibers are those of the file that is read.
        Task.Run(
            () =>
                File.Exists(spectra.Path)
                    ? files.Read(spectra.Path).Then(now => SpectraFile.Read(now, fiber))
                    : new Failure("the spectra are not on disk any more", spectra.FileName),
            cancellationToken
        );

    private ExposureSpectra List(ProcessRecord record, CancellationToken cancellationToken)
    {
        var process = record.Process;
        var root = ProductPaths.ProcessRoot(options.Value.OutputRoot, process.Id);
        var cameras = ImmutableSortedDictionary.CreateBuilder<CameraId, CameraSpectra>();
        var missing = ImmutableSortedDictionary.CreateBuilder<CameraId, string>();
        var fibers = ImmutableSortedDictionary.CreateBuilder<int, FiberTarget>();
        foreach (var run in process.Cameras)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (FileOf(root, process.Exposure, run.Camera) is not { } path)
            {
                missing[run.Camera] = WhyNone(record, run);
            }
            else if (files.Read(path).TryGet(out var spectra, out var failure))
            {
                cameras[run.Camera] = spectra;
                foreach (var (number, target) in spectra.Fibers)
                {
                    fibers.TryAdd(number, target);
                }
            }
            else
            {
                missing[run.Camera] = $"its file cannot be read: {failure}";
            }
        }

        return new ExposureSpectra
        {
            Process = process,
            Cameras = cameras.ToImmutable(),
            Missing = missing.ToImmutable(),
            Fibers = fibers.ToImmutable(),
            Notice = Notice(record, cameras.Count),
        };
    }

    // A link could lead out of the output root; no engine's products are links.
    private static string? FileOf(string root, StoredExposure exposure, CameraId camera) =>
        ProductPaths
            .SpectraOfAnyEngine(root, exposure.FolderNight, exposure.Exposure, camera)
            .FirstOrDefault(path => new FileInfo(path) is { Exists: true, LinkTarget: null });

    private static string WhyNone(ProcessRecord record, StoredCameraRun run) =>
        run.State switch
        {
            RunState.Queued => "it waits to be processed",
            RunState.Running => "it still runs; spectra are there when it has ended",
            RunState.Failed or RunState.PartlyFailed or RunState.Stopped or RunState.Skipped when run.Reason.Length > 0 =>
                run.FailedStep.Length > 0
                    ? $"it did not get that far: {run.FailedStep}, {run.Reason}"
                    : $"it did not get that far: {run.Reason}",
            _ when record.ProductsRemovedAt is not null => "its products were removed from disk",
            _ => "its run left no file of spectra",
        };

    private static string Notice(ProcessRecord record, int cameras) =>
        (record.Process.State, cameras) switch
        {
            (_, 0) when record.ImportedFrom.Length > 0 =>
                $"These results were imported from {record.ImportedFrom}: documents and verdicts, without spectra.",
            (_, 0) when record.ProductsRemovedAt is { } at =>
                $"The products of this process were removed from disk on {at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}. "
                    + "Its documents and verdicts are kept; processing the exposure again makes its spectra anew.",
            (RunState.Queued, _) => "This process waits; there are no spectra before its cameras have run.",
            (RunState.Running, _) => "This process still runs: cameras appear here as they end.",
            (_, 0) =>
                $"No camera of this process left spectra on disk. Exposures without light in fibers, such as zeros and darks, have none.",
            _ => string.Empty,
        };

    // Names are KIND-CAMERA-EXPID8.fits, and are made from a camera above.
    private static CameraId CameraOf(string path) => CameraId.Parse(Path.GetFileName(path).Split('-')[1]).Value;
}
