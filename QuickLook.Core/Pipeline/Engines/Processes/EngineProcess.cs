using System.ComponentModel;
using System.Diagnostics;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines.Processes;

/// <summary>
/// A running program that leads a process group of its own, so that it can be ended with all that it started. <c>setsid</c> (util-linux) makes the group
/// and becomes the program, before the program does anything: a group that is made from here could come too late.
/// </summary>
internal sealed class EngineProcess : IDisposable
{
    private const string GroupMaker = "setsid";

    /// <summary>How long a program has to end by itself after it was asked to.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>How long the system needs at most to take away what was killed.</summary>
    private static readonly TimeSpan Removal = TimeSpan.FromSeconds(1);

    private readonly Process process;
    private readonly TimeProvider time;

    private EngineProcess(Process process, TimeProvider time)
    {
        this.process = process;
        this.time = time;
        Group = ProcessGroup.Of(process.Id);
    }

    /// <summary>Its group.</summary>
    public ProcessGroup Group { get; }

    /// <summary>What it writes to standard output.</summary>
    public Stream Output => process.StandardOutput.BaseStream;

    /// <summary>What it writes to standard error.</summary>
    public Stream Error => process.StandardError.BaseStream;

    /// <summary>What it reads.</summary>
    public Stream Input => process.StandardInput.BaseStream;

    /// <summary>How it ended; more than 128 when a signal ended it. Null while it runs.</summary>
    public int? ExitCode => process.HasExited ? process.ExitCode : null;

    /// <summary>Starts a program.</summary>
    /// <returns>The process, or why there is none and what to do.</returns>
    public static Result<EngineProcess> Start(ProgramStart start, TimeProvider time)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new Failure("engines in processes of their own need Linux");
        }

        if (!ProgramFile.Find(GroupMaker).TryGet(out var groupMaker, out _))
        {
            return new Failure($"the program '{GroupMaker}' is missing, which ends an engine with all that it started; install util-linux");
        }

        var info = new ProcessStartInfo(groupMaker, [start.Program, .. start.Arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = start.WorkingDirectory,
        };
        info.Environment.Clear();
        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }

        try
        {
            return new EngineProcess(Process.Start(info)!, time);
        }
        catch (Win32Exception problem)
        {
            // No memory, processes or files left: that passes.
            return new Failure($"the program cannot be started: {problem.Message}", start.Program, FailureKind.Transient);
        }
    }

    /// <summary>Tells the program that it gets nothing more to read.</summary>
    public void CloseInput()
    {
        try
        {
            Input.Dispose();
        }
        catch (IOException)
        {
            // It does not read any more.
        }
    }

    /// <summary>Waits until the program itself has ended; what it started may still run.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    /// <summary>Ends the whole group: SIGTERM, and SIGKILL for what is left after two seconds.</summary>
    public async Task EndAsync()
    {
        Group.Signal(ProcessGroup.Terminate);
        if (!await Group.WaitForEndAsync(time, Grace).ConfigureAwait(false))
        {
            await KillAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends at once what is left of the group.</summary>
    public async Task KillAsync()
    {
        if (Group.IsAlive)
        {
            Group.Signal(ProcessGroup.Kill);
            await Group.WaitForEndAsync(time, Removal).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        // Output and error belong to those who read them: closing a pipe waits for a read that has begun, which may wait for a process that left the group.
        CloseInput();
        process.Dispose();
    }
}
