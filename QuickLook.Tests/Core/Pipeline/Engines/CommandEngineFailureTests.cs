using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Pipeline.Engines.Replay;

namespace QuickLook.Tests.Core.Pipeline.Engines;

public sealed class CommandEngineFailureTests : IDisposable
{
    private readonly EngineReplay replay = new();

    public void Dispose() => replay.Dispose();

    [Fact]
    public async Task A_step_that_fails_fails_the_run_with_its_message_and_keeps_the_verdicts_so_far()
    {
        var outcome = (await replay.RunAsync("step-fails")).Outcome;

        outcome.State.ShouldBe(RunState.Failed);
        outcome.Reason.ShouldBe("Failed to run PA Flexure error was desi_compute_trace_shifts failed, psftrace not written (exit code 1)");
        outcome.FailedStep.ShouldBe("Flexure");
        outcome.Kind.ShouldBe(FailureKind.Permanent);
        outcome.Quality.ShouldNotBe(Quality.None);
        outcome.MergedQa.ShouldBeNull();
    }

    [Fact]
    public async Task A_full_disk_may_pass()
    {
        var outcome = (await replay.RunAsync("disk-full")).Outcome;

        outcome.Kind.ShouldBe(FailureKind.Transient);
        outcome.FailedStep.ShouldBe("Preproc");
        outcome.Reason!.ShouldContain("No space left on device");
    }

    [Fact]
    public async Task A_traceback_that_nobody_explains_is_told_by_its_last_line()
    {
        var outcome = (await replay.RunAsync("crash")).Outcome;

        outcome.Reason.ShouldBe("KeyError: \"Extension 'z0' not found.\" (exit code 1)");
        outcome.FailedStep.ShouldBe("Initialize", "nothing had begun, so it is the first step's");
        outcome.Kind.ShouldBe(FailureKind.Permanent);
    }

    [Fact]
    public async Task A_critical_line_that_is_not_the_end_fails_nothing_F_FIX_12()
    {
        var run = await replay.RunAsync("critical-but-goes-on");

        run.Outcome.State.ShouldBe(RunState.Succeeded);
        run.Events.OfType<StepFinished>().Last().Step.ShouldBe("ApplyFluxCalibration");
        run.Log.ShouldContain(line => line.EndsWith("QuickLook CRITICAL : FAILED something that nobody needs"));
    }

    [Fact]
    public async Task A_program_that_ends_well_without_document_has_failed()
    {
        var outcome = (await replay.RunAsync("no-document")).Outcome;

        outcome.State.ShouldBe(RunState.Failed);
        outcome.Reason!.ShouldEndWith("ql-mergedQA-r0-00000204.json: the program wrote no merged document");
    }

    [Fact]
    public async Task What_it_said_before_it_gave_up_quietly_is_in_the_reason()
    {
        var outcome = (await replay.RunAsync("gives-up-quietly")).Outcome;

        outcome.State.ShouldBe(RunState.Failed);
        outcome.Reason!.ShouldEndWith("the program wrote no merged document: Need an input image");
        outcome.FailedStep.ShouldBe("Preproc");
    }

    [Fact]
    public async Task A_document_of_an_earlier_run_does_not_count()
    {
        await replay.RunAsync("good");
        (await replay.RunAsync("no-document")).Outcome.State.ShouldBe(RunState.Failed);
    }

    [Theory]
    [InlineData("broken-document", "the merged document is not valid JSON")]
    [InlineData("huge-document", "the merged document has 20000000 bytes")]
    public async Task A_document_that_is_none_is_a_failure(string mode, string reason)
    {
        var outcome = (await replay.RunAsync(mode)).Outcome;

        outcome.State.ShouldBe(RunState.Failed);
        outcome.Reason!.ShouldContain(reason);
    }

    [Fact]
    public async Task A_document_of_another_camera_is_a_failure()
    {
        var run = await replay.RunAsync(replay.Definition("good", "A", 104, "b0"), "A", 104, "r0");

        run.Outcome.State.ShouldBe(RunState.Failed);
        run.Outcome.Reason!.ShouldContain("the merged document is of b0 of exposure 00000104 of night 20201107, not of r0");
    }

    [Theory]
    [InlineData("killed", "killed by signal 9 (SIGKILL, as the system does when memory runs out)", FailureKind.Transient)]
    [InlineData("crashes-in-memory", "killed by signal 11 (SIGSEGV)", FailureKind.Permanent)]
    public async Task A_signal_is_named(string mode, string reason, FailureKind kind)
    {
        var outcome = (await replay.RunAsync(mode)).Outcome;

        (outcome.State, outcome.Reason, outcome.FailedStep, outcome.Kind).ShouldBe((RunState.Failed, reason, "Preproc", kind));
    }

    [Fact]
    public async Task Wrong_options_are_told_in_the_programs_words()
    {
        var definition = replay.Definition("good");
        var outcome = (await replay.RunAsync(definition with { Command = [.. definition.Command, "--plots"] })).Outcome;

        outcome.Reason.ShouldBe("desi_quicklook: error: unrecognized arguments: --plots (exit code 2)");
    }

    [Theory]
    [InlineData("silent", "Initialize")]
    [InlineData("hangs", "Preproc")]
    public async Task A_program_that_says_nothing_for_too_long_is_ended(string mode, string step)
    {
        var run = await replay.RunAsync(replay.Definition(mode) with { Silence = TimeSpan.FromSeconds(1) });

        (run.Outcome.State, run.Outcome.Reason, run.Outcome.FailedStep).ShouldBe(
            (RunState.Failed, "no output for 1 s; the program was ended", step)
        );
        replay.Living.ShouldBeEmpty();
        run.Log[^1].ShouldEndWith("QLConfig CRITICAL : no output for 1 s; the program was ended");
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("endless-line")]
    public async Task Output_that_is_no_text_or_has_no_end_harms_nothing(string mode)
    {
        var before = GC.GetTotalAllocatedBytes();
        var run = await replay.RunAsync(mode);

        run.Outcome.State.ShouldBe(RunState.Succeeded);
        run.Log.ShouldAllBe(line => line.Length < 3000 && !line.Any(char.IsControl));
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(200 << 20);
    }

    [Fact]
    public async Task A_program_that_does_not_exist_is_told_with_what_to_do()
    {
        var outcome = (await replay.RunAsync(replay.Definition("good") with { Command = ["/nowhere/desi_quicklook"] })).Outcome;

        (outcome.State, outcome.Kind).ShouldBe((RunState.Failed, FailureKind.Permanent));
        outcome.Reason.ShouldBe("/nowhere/desi_quicklook: the program does not exist; install it or correct the engine's command");
    }

    [Fact]
    public async Task A_program_that_is_no_program_is_a_failure()
    {
        var file = Path.Combine(replay.ConfigurationFolder, "program");
        await File.WriteAllTextAsync(file, "\0not a program");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var outcome = (await replay.RunAsync(replay.Definition("good") with { Command = [file] })).Outcome;

        outcome.State.ShouldBe(RunState.Failed);
        outcome.Reason!.ShouldContain(file);
    }

    [Fact]
    public async Task A_flavor_without_configuration_is_told_before_anything_starts()
    {
        File.Delete(Path.Combine(replay.ConfigurationFolder, "qlconfig_science.yaml"));
        var outcome = (await replay.RunAsync("good")).Outcome;

        outcome.Reason.ShouldBe(
            $"{replay.ConfigurationFolder}/qlconfig_science.yaml: there is no configuration for science; put it there or choose another engine for this flavor"
        );
        replay.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_fibermap_is_told_as_the_original_tells_it()
    {
        var run = await replay.RunAsync(replay.Definition("good"), change: request => request with { FibermapFile = null });

        run.Outcome.Reason!.ShouldStartWith("File does not exist: ");
        run.Outcome.Reason.ShouldContain("fibermap-00000204.fits");
    }

    [Fact]
    public async Task An_output_folder_that_cannot_be_written_may_pass()
    {
        var file = Path.Combine(replay.ConfigurationFolder, "file");
        await File.WriteAllTextAsync(file, string.Empty);
        var run = await replay.RunAsync(replay.Definition("good"), change: request => request with { OutputRoot = file });

        (run.Outcome.State, run.Outcome.Kind).ShouldBe((RunState.Failed, FailureKind.Transient));
    }
}
