namespace QuickLook.Core.Pipeline.Engines.Processes;

/// <summary>Follows a program to its end, whoever brings it about, and ends it with all that it started when it is stopped or falls silent.</summary>
/// <param name="time">The clock.</param>
/// <param name="silence">Longest time without output.</param>
internal sealed class ProcessFollower(TimeProvider time, TimeSpan silence)
{
    /// <summary>How long what was written before the end may take to be read.</summary>
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(5);

    /// <summary>The same when somebody waits for the end of a program that was stopped.</summary>
    private static readonly TimeSpan ReadingOfStopped = TimeSpan.FromSeconds(0.5);

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
        var end = await WaitAsync(process, over.Token, cancellationToken).ConfigureAwait(false);
        await DrainAsync(drained, end == ProcessEnd.ByItself ? Reading : ReadingOfStopped).ConfigureAwait(false);
        heard.Close();
        return end;
    }

    private static async Task<ProcessEnd> WaitAsync(EngineProcess process, CancellationToken over, CancellationToken stopped)
    {
        try
        {
            await process.WaitForExitAsync(over).ConfigureAwait(false);

            // What it started and left running holds its output, and would write into the next run's folders.
            await process.KillAsync().ConfigureAwait(false);
            return ProcessEnd.ByItself;
        }
        catch (OperationCanceledException)
        {
            await process.EndAsync().ConfigureAwait(false);
            return stopped.IsCancellationRequested ? ProcessEnd.Stopped : ProcessEnd.Silent;
        }
    }

    private async Task DrainAsync(Task drained, TimeSpan longest)
    {
        try
        {
            await drained.WaitAsync(longest, time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Something that the program started has left its group and holds the output; it is no concern of this run.
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
