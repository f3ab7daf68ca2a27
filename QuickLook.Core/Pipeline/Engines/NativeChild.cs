using System.Text;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline.Engines.Children;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines;

/// <summary>
/// The child's side of <see cref="NativeProcessEngine"/>: reads one run from its input, runs it on the engine that is this code, and writes events and
/// outcome to its output, a line of JSON each. When the input ends, the parent is gone or wants no more, and the run is stopped.
/// </summary>
public sealed class NativeChild
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Stream input;
    private readonly Stream output;
    private readonly TimeProvider time;
    private readonly Action abandon;
    private readonly Lock gate = new();

    /// <summary>A child.</summary>
    /// <param name="input">Where the run comes from.</param>
    /// <param name="output">Where the report goes to.</param>
    /// <param name="time">The clock of the run.</param>
    /// <param name="abandon">Ends this process at once; called when a run that should stop does not.</param>
    public NativeChild(Stream input, Stream output, TimeProvider time, Action abandon)
    {
        this.input = input;
        this.output = output;
        this.time = time;
        this.abandon = abandon;
    }

    /// <summary>Runs one camera.</summary>
    /// <param name="cancellationToken">Stops it, with an outcome.</param>
    /// <returns>True when it was run to any outcome; false when there was nothing to run.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(input, Encoding.UTF8);
        var line = await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        if (!ChildRequest.Read(line ?? string.Empty).TryGet(out var run, out var failure))
        {
            WriteLine(ChildReport.Write(new CameraRunOutcome(RunState.Failed, Quality.None, failure.ToString(), Kind: failure.Kind)));
            return false;
        }

        using var parentGone = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, parentGone.Token);
        using var stuck = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var patience = stop.Token.Register(() => stuck.CancelAfter(Patience)).ConfigureAwait(false);
        await using var end = stuck.Token.Register(abandon).ConfigureAwait(false);
        new Thread(() => WatchParent(reader, parentGone)) { IsBackground = true, Name = "parent" }.Start();
        var outcome = await new NativeEngine(time, run.Profile).RunAsync(run.Request, new Lines(this), stop.Token).ConfigureAwait(false);
        WriteLine(ChildReport.Write(outcome));
        return true;
    }

    private static void WatchParent(StreamReader reader, CancellationTokenSource parentGone)
    {
        try
        {
            while (reader.ReadLine() is not null)
            {
                // Nothing more is said; only the end counts.
            }

            parentGone.Cancel();
        }
        catch (Exception over) when (over is IOException or ObjectDisposedException)
        {
            // The run is over.
        }
    }

    private void WriteLine(string json)
    {
        lock (gate)
        {
            try
            {
                output.Write(Encoding.UTF8.GetBytes(json + "\n"));
                output.Flush();
            }
            catch (IOException)
            {
                // Nobody listens: the end of the input follows, and stops the run.
            }
        }
    }

    private sealed class Lines(NativeChild child) : IProgress<RunEvent>
    {
        public void Report(RunEvent value) => child.WriteLine(ChildReport.Write(value));
    }
}
