using QuickLook.Core.Access;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Storage;
using Xunit.Abstractions;

namespace QuickLook.Tests.Core.Orchestration;

/// <summary>A disk that is full or read-only, with the engine that ships.</summary>
[Collection(PostgresTests.Name)]
public sealed class DiskTroubleTests(PostgresFixture postgres, ITestOutputHelper output) : IDisposable
{
    private static readonly Actor Admin = new("Ada", Permission.Everything);

    private readonly Observatory observatory = new();

    public void Dispose() => observatory.Dispose();

    [Fact]
    public async Task A_full_disk_fails_cameras_with_that_reason_and_once_there_is_space_they_are_tried_again_and_succeed()
    {
        if (SmallVolume.WhyNot is { } reason)
        {
            output.WriteLine($"not run: {reason}");
            return;
        }

        using var volume = new SmallVolume(megabytes: 24);
        await using var service = await StartAsync(volume.Folder, new RetryPolicy { Retries = 5, Delay = TimeSpan.FromSeconds(1) });
        volume.Fill();
        await observatory.TakeAsync(101);
        var waiting = await service.UntilAsync(_ => service.PipelineLog.Any(line => line.Contains("is tried again in")));
        service.PipelineLog.First(line => line.Contains("is tried again in")).ShouldContain("No space left on device");
        waiting.Process!.State.ShouldBe(RunState.Running);

        volume.Free();
        var ended = await service.UntilEndedAsync(101, seconds: 60);
        ended.Process!.State.ShouldBe(RunState.Succeeded, service.Describe());
    }

    [Fact]
    public async Task A_disk_that_stays_full_fails_the_process_with_the_reason_and_the_service_goes_on()
    {
        if (SmallVolume.WhyNot is { } reason)
        {
            output.WriteLine($"not run: {reason}");
            return;
        }

        using var volume = new SmallVolume(megabytes: 24);
        await using var service = await StartAsync(volume.Folder, new RetryPolicy { Retries = 1, Delay = TimeSpan.Zero });
        volume.Fill();
        await observatory.TakeAsync(101);
        var failed = await service.UntilEndedAsync(101, seconds: 60);
        failed.Process!.State.ShouldBe(RunState.Failed);
        failed.Process.Reason!.ShouldContain("No space left on device");

        volume.Free();
        await observatory.TakeAsync(102);
        (await service.UntilEndedAsync(102, seconds: 60)).Recent[^1].State.ShouldBe(RunState.Succeeded, service.Describe());
    }

    [Fact]
    public async Task A_read_only_output_directory_fails_the_process_with_the_reason()
    {
        if (SmallVolume.WhyNot is { } reason)
        {
            output.WriteLine($"not run: {reason}");
            return;
        }

        using var volume = new SmallVolume(megabytes: 24);
        await using var service = await StartAsync(volume.Folder, new RetryPolicy { Retries = 0 });
        volume.MakeReadOnly();
        await observatory.TakeAsync(101);
        var failed = await service.UntilEndedAsync(101, seconds: 60);
        failed.Process!.State.ShouldBe(RunState.Failed);
        failed.Process.Reason!.ShouldContain("Read-only file system");

        volume.MakeWritable();
        await observatory.TakeAsync(102);
        (await service.UntilEndedAsync(102, seconds: 60)).Recent[^1].State.ShouldBe(RunState.Succeeded, service.Describe());
    }

    private async Task<RunningService> StartAsync(string outputRoot, RetryPolicy retry)
    {
        var engine = new NativeEngine(TimeProvider.System, EngineProfile.QuickLook);
        var service = await RunningService.StartAsync(await postgres.CreateDatabaseAsync(), observatory.RawRoot, outputRoot, engine);
        await service.UntilAsync(now => now.Pipeline == PipelineActivity.Idle);
        var configuration = new ServiceConfiguration { Retry = retry };
        (await service.Configuration.SaveAsync(Admin, configuration, basedOn: null, default)).Failure.ShouldBeNull();
        return service;
    }
}
