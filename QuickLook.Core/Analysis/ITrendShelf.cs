using QuickLook.Core.Results;

namespace QuickLook.Core.Analysis;

/// <summary>Values over time as screens ask for them. Thread-safe.</summary>
public interface ITrendShelf
{
    /// <summary>Nights, flavors and programs that there are.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Result<SeriesSpan>> FindSpanAsync(CancellationToken cancellationToken);

    /// <summary>Values of a quantity.</summary>
    /// <param name="order">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Values; a permanent failure when the order cannot be met, a transient one when the database is out of reach.</returns>
    Task<Result<SeriesAnswer>> ReadAsync(SeriesOrder order, CancellationToken cancellationToken);
}
