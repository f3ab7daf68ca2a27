using System.Text;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline.Engines.Children;
using QuickLook.Core.Pipeline.Engines.Processes;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines;

/// <summary>
/// The engine that is this code, each camera in a child process of the same program (<see cref="NativeChild"/>): slower by the start of a process, but a
/// crash or a memory that runs out touches one camera.
/// </summary>
public sealed class NativeProcessEngine : IPipelineEngine
{
    /// <summary>A line of the report may hold a long array.</summary>
    private const int LongestLine = 4 << 20;

    private readonly EngineDefinition definition;
    private readonly NativeCommand? command;
    private readonly EngineProfile profile;
    private readonly TimeProvider time;

    /// <summary>An engine.</summary>
    /// <param name="definition">Its name, and the longest silence.</param>
    /// <param name="command">How this program is started; null when it cannot be.</param>
    /// <param name="profile">The variants of steps, tests and judging that it works with.</param>
    /// <param name="time">The clock of silence and of what is said about crashes.</param>
    public NativeProcessEngine(EngineDefinition definition, NativeCommand? command, EngineProfile profile, TimeProvider time)
    {
        this.definition = definition;
        this.command = command;
        this.profile = profile;
        this.time = time;
    }

    /// <inheritdoc/>
    public string Name => definition.Name;

    /// <inheritdoc/>
    public string Version => definition.Version.Length > 0 ? definition.Version : ThisCode.Version;

    /// <inheritdoc/>
    public Task<CameraRunOutcome> RunAsync(CameraRunRequest request, IProgress<RunEvent> observer, CancellationToken cancellationToken) =>
        // Not cancelled by the scheduler: a stop is an outcome.
        Task.Run(() => RunOneAsync(request.WithFullPaths(), observer, cancellationToken), CancellationToken.None);

    private async Task<CameraRunOutcome> RunOneAsync(
        CameraRunRequest request,
        IProgress<RunEvent> observer,
        CancellationToken cancellationToken
    )
    {
        var child = new ChildFollower(request.Camera, observer);
        if (!EngineFolder.Make(request.OutputRoot, request.Camera).TryGet(out var folder, out var failure))
        {
            return Fail(request, observer, child, failure);
        }

        try
        {
            return cancellationToken.IsCancellationRequested
                    ? new CameraRunOutcome(RunState.Stopped, Quality.None, "stopped before the end")
                : Start(folder).TryGet(out var process, out failure)
                    ? await FollowAsync(process, folder, request, child, observer, cancellationToken).ConfigureAwait(false)
                : Fail(request, observer, child, failure);
        }
        finally
        {
            _ = EngineFolder.Remove(folder);
        }
    }

    private Result<EngineProcess> Start(string folder)
    {
        if (command is null)
        {
            return new Failure(
                "this service does not know how to start itself; choose the engine native, which needs no process of its own"
            );
        }

        return ProgramFile
            .Find(command.Program)
            .Then(program =>
                EngineProcess.Start(
                    new ProgramStart
                    {
                        Program = program,
                        Arguments = command.Arguments,
                        Environment = ServiceEnvironment.Public.SetItem(EngineMark.Variable, folder),
                        WorkingDirectory = folder,
                    },
                    time
                )
            );
    }

    private async Task<CameraRunOutcome> FollowAsync(
        EngineProcess process,
        string folder,
        CameraRunRequest request,
        ChildFollower child,
        IProgress<RunEvent> observer,
        CancellationToken cancellationToken
    )
    {
        using (process)
        {
            // Without the note nobody could end it after a crash of this service; but it ends by itself when its input does.
            _ = EngineMark.Of(process.Group).Write(folder);
            var asked = AskAsync(process, request);
            var end = await new ProcessFollower(time, definition.Silence)
                .FollowAsync(
                    process,
                    new LineSplitter(child.TakeReport, LongestLine),
                    new LineSplitter(child.TakeComplaint),
                    cancellationToken
                )
                .ConfigureAwait(false);
            await asked.ConfigureAwait(false);
            child.Close();
            return end switch
            {
                _ when child.Outcome is { } outcome => WithDocument(outcome),
                ProcessEnd.Stopped => new CameraRunOutcome(RunState.Stopped, child.Quality, "stopped before the end"),
                ProcessEnd.Silent => Fail(request, observer, child, ExitJudge.Silence(definition.Silence)),
                _ => Fail(request, observer, child, ExitJudge.Judge(process.ExitCode ?? -1, child.Complaint, FailureKind.Permanent)),
            };
        }
    }

    private async Task AskAsync(EngineProcess process, CameraRunRequest request)
    {
        try
        {
            // The input stays open: its end is what tells the child that nobody waits for it any more.
            await process
                .Input.WriteAsync(Encoding.UTF8.GetBytes(ChildRequest.Write(request, profile) + "\n"), CancellationToken.None)
                .ConfigureAwait(false);
            await process.Input.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It has ended already; how, is told by its exit.
        }
    }

    private static CameraRunOutcome WithDocument(CameraRunOutcome outcome)
    {
        if (outcome.MergedQaFile is not { } path)
        {
            return outcome;
        }

        try
        {
            return outcome with { MergedQa = File.ReadAllBytes(path) };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return outcome with
            {
                State = RunState.Failed,
                Reason = $"{path}: the merged document cannot be read: {problem.Message}",
                Kind = FailureKind.Transient,
            };
        }
    }

    /// <summary>A failure that the child could not tell of: into the run log behind what it wrote there.</summary>
    private CameraRunOutcome Fail(CameraRunRequest request, IProgress<RunEvent> observer, ChildFollower child, Failure failure)
    {
        var path = ProductPaths.RunLog(request.OutputRoot, request.Night, request.Exposure, request.Camera);
        _ = RunLogFile.Append(path).TryGet(out var file, out _);
        using (var reporter = new RunReporter(request.Camera, observer, time, file))
        {
            reporter.Log(RunReporter.QuickLook, RunLogLevel.Critical, failure.ToString());
        }

        var step = child.Step ?? request.Mappings.Flavors.GetValueOrDefault(request.Flavor)?.Recipe.FirstOrDefault()?.Name;
        return new CameraRunOutcome(RunState.Failed, child.Quality, failure.ToString(), step, Kind: failure.Kind);
    }
}
