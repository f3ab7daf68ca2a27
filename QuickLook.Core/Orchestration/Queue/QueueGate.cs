namespace QuickLook.Core.Orchestration.Queue;

/// <summary>
/// One at a time takes from the queue or changes what waits in it: a process cannot be cancelled in the database while it is being taken into work.
/// </summary>
internal sealed class QueueGate : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <summary>Waits for the turn; disposing what is returned ends it.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(this);
    }

    private void Leave() => turn.Release();

    private sealed class Turn(QueueGate gate) : IDisposable
    {
        private int isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isOver, 1) == 0)
            {
                gate.Leave();
            }
        }
    }
}
