using QuickLook.Core.Results;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>The survey as its screen asks for it. Thread-safe.</summary>
public interface ISurveyShelf
{
    /// <summary>Nights with science exposures, of all programs together.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The nights; null when there is no science exposure; a transient failure when the database is out of reach.</returns>
    Task<Result<SurveySpan?>> FindSpanAsync(CancellationToken cancellationToken);

    /// <summary>Planned and observed tiles. A file of tiles with a fault is part of the answer; observed ones are there all the same.</summary>
    /// <param name="order">Which part.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer; a transient failure when the database is out of reach.</returns>
    Task<Result<SurveyAnswer>> ReadAsync(SurveyOrder order, CancellationToken cancellationToken);

    /// <summary>Counts objects by type and by verdict of the test of objects, and those that each night brought a good spectrum of.</summary>
    /// <param name="order">Which part.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The counts; a transient failure when the database is out of reach.</returns>
    Task<Result<ObjectCounts>> CountObjectsAsync(SurveyOrder order, CancellationToken cancellationToken);
}
