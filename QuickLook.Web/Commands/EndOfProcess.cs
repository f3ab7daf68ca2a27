using System.Runtime.InteropServices;

namespace QuickLook.Web.Commands;

/// <summary>Turns the signals that ask a process to end (Ctrl-C, SIGTERM) into a cancelled token, so that verbs end cleanly.</summary>
internal sealed class EndOfProcess : IDisposable
{
    // Programs such as timeout(1) send the same request twice, to the process and to its group.
    private static readonly TimeSpan OneRequest = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource ending = new();
    private readonly PosixSignalRegistration[] registrations;
    private long asked;

    public EndOfProcess() =>
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, End), PosixSignalRegistration.Create(PosixSignal.SIGTERM, End)];

    public CancellationToken Token => ending.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        ending.Dispose();
    }

    private void End(PosixSignalContext context)
    {
        // A second Ctrl-C ends the process at once, as the runtime does without us.
        var now = TimeProvider.System.GetTimestamp();
        var first = Interlocked.CompareExchange(ref asked, now, 0);
        context.Cancel = first == 0 || TimeProvider.System.GetElapsedTime(first, now) < OneRequest;
        ending.Cancel();
    }
}
