using Npgsql;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.Service;

/// <summary>Hears from the database that the queue or a setting was changed, by whatever process. Used by one caller at a time.</summary>
public sealed class ChangeListener(QuickLookDatabase database, TimeProvider time) : IAsyncDisposable
{
    // While the database is away: the pause before the next try.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private NpgsqlConnection? connection;

    /// <summary>Waits for a change.</summary>
    /// <param name="patience">Returns after this time in any case.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A transient failure when the database is out of reach; then some time has passed.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<Result<Done>> WaitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            if (connection is null)
            {
                connection = await database.Source.OpenConnectionAsync(either.Token).ConfigureAwait(false);
                await using var listen = new NpgsqlCommand("listen quicklook", connection);
                await listen.ExecuteNonQueryAsync(either.Token).ConfigureAwait(false);

                // What was changed before is not told: the caller looks once more.
                return Done.Value;
            }

            await connection.WaitAsync(either.Token).ConfigureAwait(false);
            return Done.Value;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Done.Value;
        }
        catch (Exception problem) when (QuickLookDatabase.IsOutOfReach(problem))
        {
            await DisposeAsync().ConfigureAwait(false);
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            return new Failure(problem.GetBaseException().Message, "database", FailureKind.Transient);
        }
    }

    /// <summary>Ends the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (connection is { } open)
        {
            connection = null;
            await open.DisposeAsync().ConfigureAwait(false);
        }
    }
}
