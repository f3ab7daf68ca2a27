using System.Runtime.InteropServices;

namespace QuickLook.Web.Commands;

/// <summary>Turns the signals that ask a process to end (Ctrl-C, SIGTERM) into a cancelled token, so that verbs end cleanly.</summary>
internal sealed class EndOfProcess : IDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly PosixSignalRegistration[] registrations;

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
        context.Cancel = !ending.IsCancellationRequested;
        ending.Cancel();
    }
}
