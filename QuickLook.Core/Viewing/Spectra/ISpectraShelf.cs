using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Viewing.Spectra;

/// <summary>The spectra that processes left on disk, as screens ask for them. Thread-safe.</summary>
public interface ISpectraShelf
{
    /// <summary>Which spectra there are.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What there is, and why the rest is missing; a failure when there is no such process or the database is out of reach.</returns>
    Task<Result<ExposureSpectra>> ListAsync(long processId, CancellationToken cancellationToken);

    /// <summary>One fiber of one camera. Reads the rows of that fiber only.</summary>
    /// <param name="spectra">The camera, as it was listed.</param>
    /// <param name="fiber">The fiber.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The spectrum; or why it cannot be read: no such fiber, file gone or changed, wrong shape.</returns>
    Task<Result<FiberSpectrum>> ReadAsync(CameraSpectra spectra, FiberId fiber, CancellationToken cancellationToken);
}
