namespace QuickLook.Core.Pipeline.Engines.Processes;

/// <summary>
/// Reads what a program writes until nobody can write any more. On a thread of its own: pipes are read without waiting for a thread of the pool, of which
/// thirty cameras would take sixty.
/// </summary>
internal static class OutputPump
{
    private const int BufferSize = 16 << 10;

    /// <summary>Starts to read.</summary>
    /// <param name="stream">The pipe; closed at its end.</param>
    /// <param name="lines">Takes the bytes, in order.</param>
    /// <param name="alive">Called whenever something has come.</param>
    /// <returns>Completes when the other end is closed.</returns>
    public static Task Start(Stream stream, LineSplitter lines, Action alive)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(stream, lines, alive, ended)) { IsBackground = true, Name = "engine output" };
        thread.Start();
        return ended.Task;
    }

    private static void Run(Stream stream, LineSplitter lines, Action alive, TaskCompletionSource ended)
    {
        try
        {
            using var pipe = stream;
            var buffer = new byte[BufferSize];
            while (pipe.Read(buffer, 0, buffer.Length) is > 0 and var count)
            {
                alive();
                lines.Take(buffer.AsSpan(0, count));
            }

            lines.End();
            ended.SetResult();
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // The run is over and nobody listens any more.
            ended.TrySetResult();
        }
        catch (Exception bug)
        {
            // The edge of the thread: whoever waits for the output learns of it.
            ended.TrySetException(bug);
        }
    }
}
