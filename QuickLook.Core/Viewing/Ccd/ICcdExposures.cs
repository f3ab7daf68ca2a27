using QuickLook.Core.Results;

namespace QuickLook.Core.Viewing.Ccd;

/// <summary>Finds the files that images are made from.</summary>
public interface ICcdExposures
{
    /// <summary>The files of a process.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Where they are; a permanent failure when there is no such process, a transient one when the database is out of reach.</returns>
    Task<Result<CcdExposure>> FindAsync(long processId, CancellationToken cancellationToken);
}
