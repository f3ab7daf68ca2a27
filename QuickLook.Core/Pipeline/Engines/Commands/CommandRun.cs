using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline.Engines.Processes;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines.Commands;

/// <summary>
/// One camera on another program: puts up what it expects, starts it, follows its output, ends it with all that it started, and judges what it left behind.
/// A step that failed ends such a program itself; a test that failed costs only its own verdict.
/// </summary>
internal sealed class CommandRun
{
    private readonly EngineDefinition definition;
    private readonly CameraRunRequest request;
    private readonly RunReporter reporter;

    public CommandRun(EngineDefinition definition, CameraRunRequest request, RunReporter reporter)
    {
        this.definition = definition;
        this.request = request;
        this.reporter = reporter;
    }

    private TimeProvider Time => reporter.Time;

    /// <summary>Runs to the end.</summary>
    public async Task<CameraRunOutcome> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (!request.Mappings.Flavors.TryGetValue(request.Flavor, out var mapping))
        {
            return Fail(new Failure($"there is no mapping file {request.Flavor.Name()}.json", request.Mappings.Directory), step: null);
        }

        var firstStep = mapping.Recipe.FirstOrDefault()?.Name;
        if (!File.Exists(request.RawFile))
        {
            return Fail(new Failure($"{RunOpening.MissingFile}{request.RawFile}"), firstStep);
        }

        if (!RunStage.PutUp(request, definition.Contract).TryGet(out var stage, out var failure))
        {
            return Fail(failure, firstStep);
        }

        try
        {
            return new EngineCommand(definition, request, stage).Make().TryGet(out var start, out failure)
                ? await RunAsync(start, stage, mapping, cancellationToken).ConfigureAwait(false)
                : Fail(failure, firstStep);
        }
        finally
        {
            if (stage.TakeDown().Failure is { } left)
            {
                reporter.Log(RunReporter.Setup, RunLogLevel.Warning, left.ToString());
            }
        }
    }

    private async Task<CameraRunOutcome> RunAsync(
        ProgramStart start,
        RunStage stage,
        FlavorMapping mapping,
        CancellationToken cancellationToken
    )
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Stop(Quality.None);
        }

        var firstStep = mapping.Recipe.FirstOrDefault()?.Name;
        reporter.Log(RunReporter.Setup, RunLogLevel.Info, $"Engine {definition.Name} {definition.Version}".TrimEnd());
        reporter.Log(RunReporter.Setup, RunLogLevel.Info, $"Command: {string.Join(' ', start.Arguments.Prepend(start.Program))}");
        if (!EngineProcess.Start(start, Time).TryGet(out var process, out var failure))
        {
            return Fail(failure, firstStep);
        }

        using (process)
        {
            if (EngineMark.Of(process.Group).Write(stage.Folder).Failure is { } unmarked)
            {
                // Nobody could end it after a crash of this service; but it can still do its work.
                reporter.Log(RunReporter.Setup, RunLogLevel.Warning, unmarked.ToString());
            }

            var output = new OutputFollower(reporter, mapping, definition.Name);
            process.CloseInput();
            var end = await new ProcessFollower(Time, definition.Silence)
                .FollowAsync(process, new LineSplitter(output.TakeOutput), new LineSplitter(output.TakeError), cancellationToken)
                .ConfigureAwait(false);
            output.Close();
            return end switch
            {
                ProcessEnd.Stopped => Stop(Qualities.Worst(output.Verdicts.Values)),
                ProcessEnd.Silent => Fail(ExitJudge.Silence(definition.Silence), output.Step ?? firstStep, output),
                _ => Judge(process.ExitCode, output, mapping),
            };
        }
    }

    private CameraRunOutcome Judge(int? exitCode, OutputFollower output, FlavorMapping mapping)
    {
        var step = output.Step ?? mapping.Recipe.FirstOrDefault()?.Name;
        if (exitCode is not 0)
        {
            // Whoever is killed has no last word; what was said before is another matter.
            var code = exitCode ?? -1;
            var said = ExitJudge.IsSignal(code) ? null : output.Errors.Reason;
            return Fail(ExitJudge.Judge(code, said, output.Errors.Kind), step, output);
        }

        if (!ForeignDocument.Read(request).TryGet(out var document, out var failure))
        {
            return Fail(output.Errors.OfTheRun is { } said ? failure with { Reason = $"{failure.Reason}: {said}" } : failure, step, output);
        }

        var verdicts = new DocumentVerdicts(mapping, output, definition.Name).Judge(document.Content, Time.GetUtcNow(), request.Camera);
        foreach (var verdict in verdicts)
        {
            reporter.Report((at, _) => verdict with { At = at });
        }

        string[] failed = [.. verdicts.Where(verdict => verdict.Quality == Quality.NotComputed).Select(verdict => verdict.Test).Distinct()];
        return new CameraRunOutcome(
            failed.Length == 0 ? RunState.Succeeded : RunState.PartlyFailed,
            Qualities.Worst(verdicts.Select(verdict => verdict.Quality)),
            failed.Length == 0 ? null : $"{string.Join(", ", failed)} could not be computed",
            MergedQaFile: document.Path,
            MergedQa: document.Bytes,
            EngineVersion: document.Content.ProcessingVersion
        );
    }

    private CameraRunOutcome Stop(Quality quality)
    {
        reporter.Log(RunReporter.QuickLook, RunLogLevel.Warning, "Stopped before the end");
        return new CameraRunOutcome(RunState.Stopped, quality, "stopped before the end");
    }

    private CameraRunOutcome Fail(Failure failure, string? step, OutputFollower? output = null)
    {
        reporter.Log(RunReporter.Setup, RunLogLevel.Critical, failure.ToString());
        return new CameraRunOutcome(
            RunState.Failed,
            output is null ? Quality.None : Qualities.Worst(output.Verdicts.Values),
            failure.ToString(),
            step,
            Kind: failure.Kind
        );
    }
}
