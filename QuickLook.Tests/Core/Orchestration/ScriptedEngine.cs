using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Orchestration;

/// <summary>
/// An engine that follows the recipe with real events and a real document (the original's, from the golden set), but computes nothing, so that a test
/// can hold it, fail it and count it.
/// </summary>
public sealed class ScriptedEngine : IPipelineEngine
{
    private readonly Lock gate = new();
    private readonly List<(ExposureId Exposure, CameraId Camera)> runs = [];
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running;

    public string Name => "scripted";

    public string Version => "1.0";

    /// <summary>When set, runs stop before their second step until <see cref="Release"/>.</summary>
    public bool Holds { get; init; }

    /// <summary>When set, runs do not notice a stop while they are held.</summary>
    public bool IsDeaf { get; init; }

    /// <summary>Cameras that fail, with the reason.</summary>
    public Func<CameraId, string?> FailsWith { get; init; } = _ => null;

    /// <summary>How many runs of a camera fail for want of space before one succeeds.</summary>
    public Func<CameraId, int> FailsAtFirst { get; init; } = _ => 0;

    /// <summary>Cameras on which the engine has a bug.</summary>
    public Func<CameraId, bool> Throws { get; init; } = _ => false;

    /// <summary>Verdict of the first test.</summary>
    public Quality FirstVerdict { get; init; } = Quality.Normal;

    public int MostAtOnce { get; private set; }

    public IReadOnlyList<(ExposureId Exposure, CameraId Camera)> Runs
    {
        get
        {
            lock (gate)
            {
                return [.. runs];
            }
        }
    }

    public int Running
    {
        get
        {
            lock (gate)
            {
                return running;
            }
        }
    }

    public void Release() => released.TrySetResult();

    public async Task<CameraRunOutcome> RunAsync(
        CameraRunRequest request,
        IProgress<RunEvent> observer,
        CancellationToken cancellationToken
    )
    {
        lock (gate)
        {
            runs.Add((request.Exposure, request.Camera));
            running++;
            MostAtOnce = Math.Max(MostAtOnce, running);
        }

        try
        {
            return await Task.Run(() => FollowAsync(request, observer, cancellationToken), CancellationToken.None);
        }
        finally
        {
            lock (gate)
            {
                running--;
            }
        }
    }

    private async Task<CameraRunOutcome> FollowAsync(
        CameraRunRequest request,
        IProgress<RunEvent> observer,
        CancellationToken cancellationToken
    )
    {
        if (Throws(request.Camera))
        {
            throw new InvalidOperationException("a bug in the engine");
        }

        if (Runs.Count(run => run == (request.Exposure, request.Camera)) <= FailsAtFirst(request.Camera))
        {
            const string Reason = "the run log cannot be written: No space left on device";
            return new CameraRunOutcome(RunState.Failed, Quality.None, Reason, Kind: FailureKind.Transient);
        }

        var mapping = request.Mappings.Flavors[request.Flavor];
        var worst = Quality.None;
        for (var index = 0; index < mapping.Recipe.Length; index++)
        {
            var step = mapping.Recipe[index];
            observer.Report(new StepStarted(TimeProvider.System.GetUtcNow(), request.Camera, step.Name));
            observer.Report(Line(request.Camera, "QuickLook", $"Starting to run step {step.Name}"));
            if (index == 1 && Holds && !await HoldAsync(cancellationToken))
            {
                return new CameraRunOutcome(RunState.Stopped, worst, "stopped before the end");
            }

            if (FailsWith(request.Camera) is { } reason && index == mapping.Recipe.Length - 1)
            {
                return new CameraRunOutcome(RunState.Failed, worst, reason, step.Name);
            }

            foreach (var judged in Judge(request, mapping, step))
            {
                worst = Qualities.Worst([worst, judged.Quality]);
                observer.Report(judged);
                observer.Report(Line(request.Camera, judged.Test, $"{judged.StatusKey}: {judged.Quality.Word()}"));
            }

            observer.Report(new StepFinished(TimeProvider.System.GetUtcNow(), request.Camera, step.Name));
        }

        return await WriteAsync(request, worst);
    }

    private async Task<bool> HoldAsync(CancellationToken cancellationToken)
    {
        try
        {
            await released.Task.WaitAsync(IsDeaf ? CancellationToken.None : cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private IEnumerable<TestJudged> Judge(CameraRunRequest request, FlavorMapping mapping, RecipeStep step)
    {
        foreach (var name in step.Tests)
        {
            var test = mapping.Stages.SelectMany(stage => stage.Tests).FirstOrDefault(each => each.Test == name);
            var quality = name == "Bias_From_Overscan" ? FirstVerdict : Quality.Normal;
            yield return new TestJudged(
                TimeProvider.System.GetUtcNow(),
                request.Camera,
                name,
                test?.StatusKey ?? "CHECKHDUS_STATUS",
                quality,
                new JsonArray(185.066, 177.745, 128.163, 167.068),
                quality == Quality.Normal ? null : "amplifier A is 60 above its reference"
            );
        }
    }

    private static async Task<CameraRunOutcome> WriteAsync(CameraRunRequest request, Quality worst)
    {
        var golden = GoldenSet.A.ExpectedMerged(request.Camera.ToString(), 101 + (request.Exposure.Number - 101) % 4);
        var document = File.Exists(golden) ? await File.ReadAllBytesAsync(golden) : "{}"u8.ToArray();
        var folder = Path.Combine(request.OutputRoot, "exposures", request.Night.ToString(), request.Exposure.ToString());
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"ql-mergedQA-{request.Camera}-{request.Exposure}.json");
        await File.WriteAllBytesAsync(file, document);
        await File.WriteAllTextAsync(Path.Combine(folder, $"run-{request.Camera}.log"), "QuickLook INFO : QuickLook Pipeline completed\n");
        return new CameraRunOutcome(RunState.Succeeded, worst, MergedQaFile: file, MergedQa: document);
    }

    private static LogLine Line(CameraId camera, string logger, string text) =>
        new(TimeProvider.System.GetUtcNow(), camera, logger, RunLogLevel.Info, text);
}
