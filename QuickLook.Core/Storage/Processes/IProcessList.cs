using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.Processes;

/// <summary>What screens ask about processes that were, are and will be. Thread-safe; each call is a look at the database.</summary>
public interface IProcessList
{
    /// <summary>Most processes of one page.</summary>
    const int MostRows = 200;

    /// <summary>A page of processes.</summary>
    /// <param name="filter">Which, and in which order.</param>
    /// <param name="skip">How many to pass over; 0 or more.</param>
    /// <param name="count">How many at most, up to <see cref="MostRows"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The page; a transient failure when the database is out of reach.</returns>
    Task<Result<ProcessPage>> ListAsync(ProcessFilter filter, int skip, int count, CancellationToken cancellationToken);

    /// <summary>The flavors and engines that there are.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Result<ProcessChoices>> ListChoicesAsync(CancellationToken cancellationToken);

    /// <summary>Everything about one process.</summary>
    /// <param name="processId">Its number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The process; a permanent failure when there is none.</returns>
    Task<Result<ProcessRecord>> FindAsync(long processId, CancellationToken cancellationToken);
}
