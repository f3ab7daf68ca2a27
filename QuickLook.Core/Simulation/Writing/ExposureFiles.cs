using System.Globalization;
using QuickLook.Core.Fits;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation.Detector;
using QuickLook.Core.Simulation.Setup;
using QuickLook.Core.Simulation.Targets;

namespace QuickLook.Core.Simulation.Writing;

/// <summary>Writes the files of an exposure. As many cameras are in memory, compressed, as there are workers.</summary>
internal sealed class ExposureFiles
{
    private readonly string folder;
    private readonly ExposureSetup setup;
    private readonly int workers;
    private readonly CancellationToken cancellationToken;
    private readonly TargetField field;
    private readonly List<CameraTruth> truths = [];

    /// <summary>The files of an exposure.</summary>
    /// <param name="rawRoot">Raw-data root.</param>
    /// <param name="setup">The exposure.</param>
    /// <param name="workers">Cameras at once.</param>
    /// <param name="cancellationToken">Ends between cameras.</param>
    public ExposureFiles(string rawRoot, ExposureSetup setup, int workers, CancellationToken cancellationToken)
    {
        var order = setup.Order;
        folder = Path.Combine(rawRoot, order.Night.ToString(), order.Exposure.ToString());
        (this.setup, this.workers, this.cancellationToken) = (setup, workers, cancellationToken);
        field = TargetField.Of(order, setup.Instrument.Size);
    }

    /// <summary>Writes them: fibermap, truth, raw file. The raw file, whose appearance starts the processing, is renamed last.</summary>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public Result<SimulatedExposureFiles> Write()
    {
        var exposure = setup.Order.Exposure;
        var raw = Path.Combine(folder, $"desi-{exposure}.fits.fz");
        var unfinished = $"{raw}.part{FitsWriter.TemporaryExtension}";
        var fibermap = setup.HasFibermap ? Path.Combine(folder, $"fibermap-{exposure}.fits") : null;
        var truth = Path.Combine(folder, $"truth-{exposure}.json");
        Directory.CreateDirectory(folder);
        try
        {
            var failure =
                (fibermap is null ? null : FitsWriter.Write(fibermap, SimulatedFibermap.Hdus(setup, field)).Failure)
                ?? FitsWriter.Write(unfinished, Hdus()).Failure
                ?? AtomicText.Write(truth, TruthDocument.Of(setup, truths)).Failure;
            if (failure is not null)
            {
                return failure;
            }

            return new SimulatedExposureFiles(raw, fibermap, truth, Finish(unfinished, raw));
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Cuts the file off where it is to end, and gives it its name.</summary>
    private long Finish(string unfinished, string raw)
    {
        if (setup.KeptFraction < 1)
        {
            using var stream = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite);
            stream.SetLength((long)(stream.Length * setup.KeptFraction));
        }

        File.Move(unfinished, raw, overwrite: true);
        return new FileInfo(raw).Length;
    }

    private IEnumerable<FitsHduContent> Hdus()
    {
        yield return FitsHduContent.Empty(RawHeaders.Primary(setup), "SPS");
        foreach (var batch in setup.Cameras.Chunk(workers))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var exposed = new (FitsHduContent Hdu, CameraTruth Truth)[batch.Length];
            Parallel.For(
                0,
                batch.Length,
                new ParallelOptions { MaxDegreeOfParallelism = workers },
                index => exposed[index] = CameraExposure.Run(setup, batch[index], field.Of(batch[index].Camera.Spectrograph))
            );
            foreach (var (hdu, truth) in exposed)
            {
                truths.Add(truth);
                yield return hdu;
            }
        }
    }
}
