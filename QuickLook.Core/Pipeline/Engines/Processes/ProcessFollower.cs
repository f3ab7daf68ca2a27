namespace QuickLook.Core.Pipeline.Engines.Processes;

/// <summary>Follows a program to its end, whoever brings it about, and ends it with all that it started when it is stopped or falls silent.</summary>
/// <param name="time">The clock.</param>
/// <param name="silence">Longest time without output.</param>
internal sealed class ProcessFollower(TimeProvider time, TimeSpan silence)
{
    /// <summary>How long the output may stay open after the program's end, by something that it started.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(1);

    /// <summary>Follows it; afterwards nothing of its group lives.</summary>
    /// <param name="process">The program.</param>
    /// <param name="output">Takes what it writes to standard output.</param>
    /// <param name="error">Takes what it writes to standard error.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ProcessEnd> FollowAsync(
        EngineProcess process,
        LineSplitter output,
        LineSplitter error,
        CancellationToken cancellationToken
    )
    {
        using var silent = new CancellationTokenSource(silence, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(silent.Token, cancellationToken);
        var heard = new Hearing(silent, silence);
        var drained = Task.WhenAll(
            OutputPump.Start(process.Output, output, heard.Heard),
            OutputPump.Start(process.Error, error, heard.Heard)
        );
        var end = ProcessEnd.ByItself;
        try
        {
            await process.WaitForExitAsync(over.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            end = cancellationToken.IsCancellationRequested ? ProcessEnd.Stopped : ProcessEnd.Silent;
            await process.EndAsync().ConfigureAwait(false);
        }

        await DrainAsync(drained).ConfigureAwait(false);
        await process.KillAsync().ConfigureAwait(false);
        await DrainAsync(drained).ConfigureAwait(false);
        heard.Close();
        return end;
    }

    private async Task DrainAsync(Task drained)
    {
        try
        {
            await drained.WaitAsync(Drain, time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Something that the program started holds its output; it is ended next, or has left the group and is no concern of this run.
        }
    }

    /// <summary>Puts the end of patience off whenever something is heard, also by a thread that outlives the run.</summary>
    private sealed class Hearing(CancellationTokenSource silent, TimeSpan silence)
    {
        private readonly Lock gate = new();
        private bool isClosed;

        public void Heard()
        {
            lock (gate)
            {
                if (!isClosed)
                {
                    silent.CancelAfter(silence);
                }
            }
        }

        public void Close()
        {
            lock (gate)
            {
                isClosed = true;
            }
        }
    }
}
