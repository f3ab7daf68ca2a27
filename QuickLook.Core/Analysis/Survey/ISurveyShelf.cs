using QuickLook.Core.Results;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>The survey as its screen asks for it. Thread-safe.</summary>
public interface ISurveyShelf
{
    /// <summary>Planned and observed tiles. A file of tiles with a fault is part of the answer; observed ones are there all the same.</summary>
    /// <param name="order">Which part.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer; a transient failure when the database is out of reach.</returns>
    Task<Result<SurveyAnswer>> ReadAsync(SurveyOrder order, CancellationToken cancellationToken);

    /// <summary>Counts objects by type and by verdict of the test of objects.</summary>
    /// <param name="order">Which part.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The counts; a transient failure when the database is out of reach.</returns>
    Task<Result<ObjectCounts>> CountObjectsAsync(SurveyOrder order, CancellationToken cancellationToken);
}
