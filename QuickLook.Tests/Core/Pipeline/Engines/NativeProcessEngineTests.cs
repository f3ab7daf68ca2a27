using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using QuickLook.Core.Benchmarks;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.Pipeline.Engines.Children;
using QuickLook.Core.Pipeline.Engines.Processes;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Pipeline.Engines.Replay;
using QuickLook.Tests.Golden;
using QuickLook.Web.Commands;

namespace QuickLook.Tests.Core.Pipeline.Engines;

public sealed class NativeProcessEngineTests : IDisposable
{
    private static readonly EngineDefinition Definition = new() { Name = "native-process", Kind = EngineKind.NativeProcess };

    private readonly DirectoryInfo output = Directory.CreateTempSubdirectory("quicklook-child-");

    public void Dispose() => output.Delete(recursive: true);

    [Theory]
    [InlineData("A", 101, "b0")]
    [InlineData("B", 204, "r0")]
    public async Task A_child_process_gives_what_the_engine_gives_in_this_process(string set, int exposure, string camera)
    {
        var mappings = await MappingFiles.LoadAsync(MappingFiles.LimitsOf(GoldenRun.SetOf(set)));
        var here = await GoldenRun.OfAsync(GoldenRun.SetOf(set), exposure, camera, mappings);
        var there = await EngineReplay.RunAsync(
            Engine(),
            GoldenRun.RequestOf(GoldenRun.SetOf(set), exposure, camera, mappings, output.FullName)
        );

        there.Outcome.State.ShouldBe(here.Outcome.State);
        there.Outcome.Quality.ShouldBe(here.Outcome.Quality);
        WithoutTime(there).ShouldBe(WithoutTime(here));
        Verdicts(there).ShouldBe(Verdicts(here));
        Steps(there).ShouldBe(Steps(here));
        there.Log.Length.ShouldBe(there.Events.OfType<LogLine>().Count());
        Directory.GetDirectories(output.FullName, "engine*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failure_of_the_run_comes_through_with_step_reason_and_kind()
    {
        var request = await RequestAsync() with { RawFile = "/nowhere/desi-00000204.fits.fz" };
        var outcome = (await EngineReplay.RunAsync(Engine(), request)).Outcome;

        (outcome.State, outcome.Reason, outcome.FailedStep, outcome.Kind).ShouldBe(
            (RunState.Failed, "File does not exist: /nowhere/desi-00000204.fits.fz", "Initialize", FailureKind.Permanent)
        );
    }

    [Fact]
    public async Task A_child_that_is_killed_fails_its_own_camera_with_the_step_and_a_last_line_in_its_log()
    {
        var recorder = new GoldenRun.Recorder(each =>
        {
            if (each is StepStarted { Step: "Extract_QP" })
            {
                using var child = Process.GetProcessById(ChildId());
                child.Kill();
            }
        });
        var run = await EngineReplay.RunAsync(Engine(), await RequestAsync(), recorder);

        (run.Outcome.State, run.Outcome.FailedStep, run.Outcome.Kind).ShouldBe((RunState.Failed, "Extract_QP", FailureKind.Transient));
        run.Outcome.Reason.ShouldBe("killed by signal 9 (SIGKILL, as the system does when memory runs out)");
        run.Log[^1].ShouldEndWith($"QuickLook CRITICAL : {run.Outcome.Reason}");
        run.Log.Length.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task A_crash_of_the_runtime_is_told_in_its_words()
    {
        var outcome = await ShellAsync("echo 'Unhandled exception. System.InvalidProgramException: bad' >&2; kill -6 $$");
        (outcome.State, outcome.Reason).ShouldBe(
            (RunState.Failed, "killed by signal 6 (SIGABRT): Unhandled exception. System.InvalidProgramException: bad")
        );
    }

    [Theory]
    [InlineData("exit 0", "ended with exit code 0 and no word why")]
    [InlineData("echo '{\"is\":\"outcome\"}'; echo '{'; echo '[]'; echo nonsense; exit 3", "ended with exit code 3 and no word why")]
    public async Task A_child_without_outcome_has_failed(string script, string reason)
    {
        var outcome = await ShellAsync(script);
        (outcome.State, outcome.Reason).ShouldBe((RunState.Failed, reason));
    }

    [Fact]
    public async Task A_child_that_says_nothing_for_too_long_is_ended()
    {
        var engine = new NativeProcessEngine(
            Definition with
            {
                Silence = TimeSpan.FromSeconds(1),
            },
            new NativeCommand("/bin/sh", ["-c", "sleep 1000"]),
            EngineProfile.QuickLook,
            TimeProvider.System
        );
        var outcome = (await EngineReplay.RunAsync(engine, await RequestAsync())).Outcome;
        outcome.Reason.ShouldBe("no output for 1 s; the program was ended");
    }

    [Fact]
    public async Task A_service_that_cannot_start_itself_says_so()
    {
        var engine = new NativeProcessEngine(Definition, command: null, EngineProfile.QuickLook, TimeProvider.System);
        var outcome = (await EngineReplay.RunAsync(engine, await RequestAsync())).Outcome;
        outcome.Reason!.ShouldContain("choose the engine native");
    }

    [Fact]
    public async Task A_stop_ends_the_child_within_five_seconds_as_stopped()
    {
        using var stop = new CancellationTokenSource();
        var watch = new Stopwatch();
        var child = 0;
        var recorder = new GoldenRun.Recorder(each =>
        {
            if (each is StepStarted { Step: "Extract_QP" })
            {
                child = ChildId();
                watch.Start();
                stop.Cancel();
            }
        });
        var run = await EngineReplay.RunAsync(Engine(), await RequestAsync(), recorder, stop.Token);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        run.Outcome.State.ShouldBe(RunState.Stopped);
        run.Log[^1].ShouldEndWith("QuickLook WARNING : Stopped before the end");
        ProcessStat.Of(child)?.IsAlive.ShouldBeFalse();
    }

    [Fact]
    public async Task A_child_ends_by_itself_when_its_parent_is_gone()
    {
        var command = Command();
        using var process = EngineProcess
            .Start(
                new ProgramStart
                {
                    Program = ProgramFile.Find(command.Program).Value,
                    Arguments = command.Arguments,
                    Environment = ServiceEnvironment.Public,
                    WorkingDirectory = output.FullName,
                },
                TimeProvider.System
            )
            .Value;
        using var report = new StreamReader(process.Output);
        await using (var input = new StreamWriter(process.Input))
        {
            await input.WriteLineAsync(ChildRequest.Write(await RequestAsync(), EngineProfile.QuickLook));
            await input.FlushAsync();
            (await report.ReadLineAsync()).ShouldNotBeNull();
        }

        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));
        var last = (await report.ReadToEndAsync()).TrimEnd().Split('\n')[^1];
        JsonNode.Parse(last)!["state"]!.GetValue<string>().ShouldBe("Stopped");
    }

    private static NativeCommand Command()
    {
        var program = ProgramCommand.Again(Environment.ProcessPath, typeof(CommandLine).Assembly.Location);
        return new NativeCommand(program.File, [.. program.Arguments, "run-camera"]);
    }

    private static NativeProcessEngine Engine() => new(Definition, Command(), EngineProfile.QuickLook, TimeProvider.System);

    private static string WithoutTime(GoldenRun run)
    {
        var document = run.Document;
        document["GENERAL_INFO"]!.AsObject().Remove("QLrun_datime_UTC").ShouldBeTrue();
        return System.Text.Encoding.ASCII.GetString(MergedQaText.Write(document));
    }

    private static IEnumerable<string> Verdicts(GoldenRun run) =>
        run
            .Events.OfType<TestJudged>()
            .Select(each =>
                $"{each.Camera} {each.Test} {each.StatusKey} {each.Quality} {Text(each.Value)} {each.Explanation} {each.Limits}"
            );

    private static string Text(JsonNode? value) => value is null ? "null" : System.Text.Encoding.ASCII.GetString(MergedQaText.Write(value));

    private static IEnumerable<string> Steps(GoldenRun run) =>
        run.Events.Where(each => each is StepStarted or StepFinished).Select(each => (each with { At = default }).ToString());

    private int ChildId() =>
        int.Parse(
            File.ReadAllText(Path.Combine(output.FullName, "engine-r0", EngineMark.FileName)).Split(' ')[0],
            CultureInfo.InvariantCulture
        );

    private async Task<CameraRunOutcome> ShellAsync(string script)
    {
        var engine = new NativeProcessEngine(
            Definition,
            new NativeCommand("/bin/sh", ["-c", script]),
            EngineProfile.QuickLook,
            TimeProvider.System
        );
        return (await EngineReplay.RunAsync(engine, await RequestAsync())).Outcome;
    }

    private async Task<CameraRunRequest> RequestAsync() =>
        GoldenRun.RequestOf(GoldenSet.B, 204, "r0", await MappingFiles.LoadAsync(MappingFiles.LimitsOf(GoldenSet.B)), output.FullName);
}
